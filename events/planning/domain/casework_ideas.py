"""The turns of phrase that speak of one person's case, as patterns over plain lower-case words."""

import re
from typing import Final

from msgspec import Struct

from events.planning.domain.casework_words import (
    HANDLING,
    HURT,
    LAW,
    NAME,
    NOT_IF,
    NUMBER,
    ONE,
    REFUGE,
    WHO,
    YOUNG,
    any_of,
)


class Idea(Struct, frozen=True):
    """A way to speak of a case; `named` ones stay one where something is taught."""

    pattern: re.Pattern[str]
    named: bool = False


COMING: Final = any_of("ingreso egreso admision internamiento")
SAYING: Final = any_of(r"declara\w+ entrevista\w* testimonio toma diligencia audiencia")
MEETING: Final = any_of(r"""
    entrevista\w* visita\w* atencion atender evaluacion acompanamiento acompanar asesoria llamada
    cita reunion sesion testimonio""")
MOVING: Final = any_of(r"""
    traslad\w+ terapia peritaje declaracion repatriacion reintegracion retorno reunificacion
    entrega""")
TESTIFYING: Final = any_of(r"testimonios? declaracion(?:es)? testigos? juicio debate_oral")
STEPS: Final = any_of(r"""
    audiencia entrevista juicio sentencia testimonio testigos? declaracion diligencias?
    victimas?""")
DOING: Final = any_of("acompanar atender revisar discutir ver presentar referir remitir cerrar")
WANTED: Final = any_of("tratante sindicad agresor acusad")
SOMEBODY: Final = any_of("""
    nin[ao] menor adolescente joven senora? familia victima sobreviviente mujer usuaria paciente""")
HARMED: Final = any_of("victim survivor witness girl boy child minor")
CASE_WORK: Final = any_of(r"""
    follow[-_]?up conference review meeting management work worker hearing closure""")

HOW: Final = any_of("tecnic[ao] interinstitucional semanal mensual")
NOT_TAUGHT: Final = r"(?! (?:de (?:exito|estudio|uso)|clinicos?|practicos?|hipotetic))"
# «Ingreso al albergue por la 5a calle» tells the way.
NO_DOORWAY: Final = r"(?! (?:por|a las|es|solo|con|desde))"
TO: Final = "(?:a|al|ante|en) (?:la |el |los |una? )?"

NAMED: Final = (
    rf"{NOT_IF}\bcaso {NUMBER}\d+",
    rf"\bexpediente (?:judicial |penal |fiscal )?{NUMBER}\d+",
    r"\bmp ?\d{2,3}[- ]\d{4}[- ]\d+",
    r"\b\d{5}-\d{4}-\d{5}\b",
    r"\bcausa penal\b.{0,12}\d",
    rf"(?<!\ben )\bcaso (?:de )?(?:la |el |del )?(?:{SOMEBODY} )?{WHO}",
    rf"\b{HURT} (?:de nombre |llamad[ao] )?{WHO}",
    # Not «acompaña a Ana» nor «traslado de Luis»: so speak notes of those who facilitate.
    rf"\b(?:rescat\w+|audiencia|peritaje|declaracion) (?:a|de|para) {WHO}",
    rf"\b{NAME}'?s case\b",
    rf"\bcase of {WHO}",
    r"(?<!in )(?<!this )(?<!any )\bcase (?:(?:no\.?|number|#) ?\d|\d{2})",
    r"\bcase file\b",
)
RAIDS: Final = (
    r"\ballanamientos?\b",
    r"\bcateos?\b",
    r"\bredadas?\b",
    r"\boperativos? policial(?:es)?\b",
    r"\boperativos? (?:de |para |en )?(?:el |la )?(?:rescat|captura|busqueda|aprehension)\w*",
    r"\boperacion(?:es)? (?:de )?(?:rescate|captura)\b",
    rf"\brescat(?:e|ar|es) (?:de |a )?(?:\d+ |dos |tres |varias |unas |las |los )?{YOUNG}e?s?\b",
    rf"\brescat(?:e|ar) {ONE}{YOUNG}\b",
    r"\borden(?:es)? de captura\b",
    rf"\b(?:captura|detencion|aprehension) (?:del? |de los |de un ){WANTED}",
    r"\bpolice raids?\b",
    r"\braids? (?:on|in|at|with|against)\b",
    r"\braids?$",
    r"\b(?:rescue|sting|arrest) (?:operation|mission)s?\b",
    rf"\brescu(?:e|ing) (?:of )?(?:the |a |\d+ )?{HARMED}",
)
CASES: Final = (
    rf"\b{HANDLING} (?:{HOW} )?(?:del? |al? |sobre |por )?(?:el |los |un )?casos?\b{NOT_TAUGHT}",
    rf"\b{STEPS} (?:del|de este|de un|en el|para el|por el) caso\b",
    rf"\b{DOING} (?:el|al|este|nuestro) caso\b",
    rf"(?<!\ben )(?<!\ben el )\bcaso de (?:la|el|una|un) {SOMEBODY}\b",
    rf"\bcase {CASE_WORK}\b",
    r"\bfollow(?:ing)?[- ]?up (?:on |of )?(?:the |a |this )?cases?\b",
    r"\bcasework\b",
    r"\b(?:hearing|trial|interview) (?:of|in|for) (?:the|this) case\b",
)
PEOPLE: Final = (
    rf"\b{MEETING}(?: \w+){{0,2}}? {ONE}{HURT}\b",
    rf"\b{MOVING}(?: \w+){{0,2}}? {ONE}{YOUNG}\b",
    r"\bvisitas? domiciliar(?:ia)?s? (?:a|de|con) (?:la|una|su) familia\b",
    rf"\bacompana\w+ (?:(?! y )[^,;.:]){{0,40}}?\b{TO}{LAW}\b",
    r"\b(?:psico)?terapias? individual(?:es)?\b",
    rf"\baccompan(?:y|ying|iment)(?: of)? (?:the|a) {HARMED}\b",
    rf"\b(?:interview|visit|meeting|support)(?:ing)? (?:with |to |for |of )?(?:the|a) {HARMED}\b",
    r"\b(?:victim|forensic) interviews?\b",
    r"\bindividual (?:psycho)?therapy\b",
)
COURT: Final = (
    rf"\bprepar\w+ (?:del? |al? )?(?:el |las? |los |una? |sus? )?(?:{TESTIFYING}|{HURT}s?)\b",
    r"\b(?:declaracion|prueba|testimonio) anticipad[ao]\b",
    r"\banticipo de prueba\b",
    rf"\b{SAYING}\b.{{0,40}}\bcamara gesell\b",
    r"\baudiencias? (?:judicial(?:es)?|intermedia)\b",
    r"\baudiencias? de (?:la victima|primera declaracion|juicio|debate)\b",
    r"\baudiencias? en (?:el |la )?(?:juzgado|tribunal|sala)\b",
    r"\bprimera declaracion\b",
    r"\b(?:amplia\w+|ratifica\w+) (?:de )?(?:la |su |una )?denuncia\b",
    r"\bprepar\w+ (?:of )?(?:the |an? |her |his |their |for )?(?:testimon|witness|trial)",
    r"\b(?:testimony|witness|trial) prep(?:aration)?\b",
    r"\bcourt hearings?\b",
)
SHELTER: Final = (
    rf"\b{COMING} (?:a|al|en|de|del) (?:el |una? |la )?{REFUGE}\b{NO_DOORWAY}",
    rf"\b(?:{COMING}|remision) (?:de )?(?:la |el |una |un |\d+ )?{YOUNG}e?s?\b",
    r"\b(?:shelter|client|victim|survivor) intakes?\b",
    r"\bintake interviews?\b",
    r"\badmission to (?:the |a )?shelter\b",
)

IDEAS: Final = (
    *(Idea(re.compile(pattern), named=True) for pattern in NAMED),
    *(Idea(re.compile(pattern)) for pattern in (*RAIDS, *CASES, *PEOPLE, *COURT, *SHELTER)),
)
