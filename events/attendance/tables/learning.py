"""What people took home, as far as a crowd can be asked: never on a line of the register."""

from piccolo.columns import JSONB, UUID, Bytea, Date, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables import Event, Programme, Topic, UniquenessPeriod


class Assessment(Table):
    """What the bearer of a pass reached in the assessment of a programme, in per cent."""

    id = UUID(primary_key=True, default=None, null=False)
    programme = ForeignKey(Programme, null=False, on_delete=OnDelete.cascade)
    period = ForeignKey(UniquenessPeriod, null=False, on_delete=OnDelete.restrict)
    pseudonym = Bytea(default=None, null=False)
    score = Integer(default=None, null=False)
    recorded_at = Timestamptz(default=None, null=False)
    entered_by = UUID(default=None, null=True)

    assessment_counts_once = Unique([programme, period, pseudonym])
    assessment_score_is_a_percentage = Check("score BETWEEN 0 AND 100")


class Feedback(Table):
    """What somebody thought of an event, 1 to 4 for each question or nothing.

    Only the day is kept: the hour would lead to a line of the register. `batch` is the place of its
    handful among the others, so that what was shown of them once stays as it was.
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade, index=True)
    day = Date(default=None, null=False)
    batch = Integer(default=0, null=False)
    useful = Integer(default=None, null=True)
    welcome = Integer(default=None, null=True)
    share = Integer(default=None, null=True)

    feedback_is_on_the_scale = Check(
        "useful BETWEEN 1 AND 4 AND welcome BETWEEN 1 AND 4 AND share BETWEEN 1 AND 4"
    )


class KnowledgeQuestion(Table):
    """A question about a topic, asked before and after; `answers` are [Spanish, English] pairs."""

    id = UUID(primary_key=True, default=None, null=False)
    topic = ForeignKey(Topic, null=False, on_delete=OnDelete.restrict)
    question_es = Varchar(length=200, default=None, null=False)
    question_en = Varchar(length=200, default="", null=False)
    answers = JSONB(default="[]", null=False)
    right = Integer(default=None, null=False, db_column_name="right_answer")
    made_at = Timestamptz(default=None, null=False)
    retired_at = Timestamptz(default=None, null=True)


class KnowledgeAnswer(Table):
    """What somebody answered, before or after an event; nothing ties the two together.

    `batch` is as in Feedback. Who said not to know it answered -1.
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade, index=True)
    question = ForeignKey(KnowledgeQuestion, null=False, on_delete=OnDelete.restrict)
    moment = Varchar(length=6, default=None, null=False)
    day = Date(default=None, null=False)
    batch = Integer(default=0, null=False)
    answer = Integer(default=None, null=False)

    knowledge_moment_is_known = Check("moment IN ('before', 'after')")
