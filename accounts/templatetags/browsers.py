"""`{{ session.user_agent|browser_words }}`"""

from django import template

from accounts.browsers import browser_words

register = template.Library()
register.filter(browser_words)
