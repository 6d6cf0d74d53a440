"""What people promised each other, and whom each party lets into its caucus."""

from workshops.demo.telling import story
from workshops.programme.models import Agreement, AgreementAnswer, Assent, AssentAnswer


def make_agreements(told):
    """The agreements and who confirmed them: the amended one in both wordings, with the objection that changed it."""
    began = told.workshop.created_at
    amended = next(event for event in story()["events"] if event["kind"] == "agreement.amended")
    for position, it in enumerate(story()["agreements"]):
        is_amended = it["id"] == amended["subject"]
        changed_at = told.telling.at(amended["at"]) if is_amended else None
        made_at = changed_at or began
        if is_amended:
            before = _agreement(told, position, began, {"en": it["previous"]}, replaced_at=changed_at)
            _object(told, before)
        text = told.telling.texts(it["text"], "agreements", it["id"])
        _confirm(told, _agreement(told, position, made_at, text), changed_at)


def _agreement(told, position, made_at, text, replaced_at=None):
    row = Agreement(workshop=told.workshop, position=position, made_at=made_at, replaced_at=replaced_at)
    row.seal(text=text).save(force_insert=True)
    return row


def _confirm(told, agreement, at=None, but=()):
    AgreementAnswer.objects.bulk_create(
        AgreementAnswer(agreement=agreement, seat=seat, is_confirmed=True, answered_at=at or seat.arrived_at)
        for person, seat in told.seats.items()
        if not seat.is_facilitator and person not in but
    )


def _object(told, agreement):
    """The one who could not promise the first wording says so in the words used in the room."""
    words = next(it for it in story()["messages"] if it["id"] == "M15")
    _confirm(told, agreement, but=[words["author"]])
    row = AgreementAnswer(
        agreement=agreement,
        seat=told.seats[words["author"]],
        is_confirmed=False,
        answered_at=told.telling.at(words["at"]),
    )
    row.seal(objection=told.telling.words(words["text"])).save(force_insert=True)


def make_assents(told):
    """Each party has accepted the facilitator whom the story names for its caucus."""
    for it in (room for room in story()["rooms"] if room["kind"] == "caucus"):
        facilitator = told.seats[it["caucus_facilitator"]]
        hold(told, told.parties[it["party"]], Assent.Kind.CAUCUS_DOOR, facilitator.pk)


def hold(told, party, kind, subject_id):
    """Every member of this party has said yes to this person on arrival."""
    asked = [seat for seat in told.seats.values() if seat.party == party]
    at, yes = asked[0].arrived_at, AssentAnswer.Answer.YES
    about = {"party": party, "kind": kind, "subject_id": subject_id}
    assent = Assent.objects.create(asked_at=told.workshop.created_at, held_at=at, **about)
    AssentAnswer.objects.bulk_create(AssentAnswer(assent=assent, seat=seat, answer=yes, answered_at=at) for seat in asked)
