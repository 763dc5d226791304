"""What is refused as somebody's case, and what is an open activity."""

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.planning.domain import reference
from events.planning.domain.casework import wrongly_a_case

CASES = """
Allanamiento en zona 1
ALLANAMIENTOS
Operativo de rescate
operativo policial en Mixco
Operativo para rescatar a dos menores
Operación rescate
Rescate de víctimas
Rescate de una niña en Villa Nueva
Redada nocturna
Cateo con la fiscalía
Captura del tratante
Seguimiento de caso
Seguimiento de casos
Reunión de seguimiento al caso
Reunión de casos
Mesa técnica de casos
Comité de casos
Revisión de casos de la semana
Gestión de casos
Seguimiento caso Pérez
Caso Pérez
Caso «María»
Entrevista a la víctima y taller
María’s case
Case 45
Declaración de Juana
Rescate de Lucía
Acompañamiento a víctimas en el Ministerio Público
Reunión con la menor y su tía
Caso de María
caso de maria
Avances en el caso de María
Acompañamiento a la víctima
Acompañamiento a la víctima Juana López
Acompañamiento psicosocial a la víctima
Acompañar a Lucía a la fiscalía
Acompañar a la joven al juzgado
Entrevista a la víctima
Entrevista con la sobreviviente
Visita a la víctima en su casa
Visita domiciliar a la familia
Traslado de la menor
Traslado de la niña al hogar temporal
Terapia individual
Terapia con la niña
Audiencia del caso
Audiencia de la víctima
Audiencia en el juzgado de femicidio
Audiencia intermedia
Caso No. 45
Caso #12
caso 12-2026
Expediente 123
Expediente penal No. 4
Taller con la víctima del caso 45
Charla y caso de María
MP001-2026-4521
01173-2024-00123
Preparar el testimonio de Ana
Preparar el testimonio
Preparación de testigos
Preparación de la víctima para el juicio
Declaración anticipada
Anticipo de prueba
Declaración en cámara Gesell
Toma de testimonio en cámara Gesell
Ampliación de la denuncia
Ingreso al albergue
Ingreso de una adolescente a casa hogar
Egreso de la menor
Caso M.L.
Víctima J. P. T.
Caso de la familia de la zona 3
Taller en la mañana. Entrevista a la víctima por la tarde
Taller y luego entrevista a la víctima
Case follow-up
Case review meeting
Follow up on the case
María's case
The case of Juana
Case no. 12
Raid in zone 1
Rescue operation
Rescue of the girl
Interview with the victim
Victim interview
Accompanying the victim
Prepare her testimony
Witness preparation
Court hearing
Shelter intake
Intake interview
""".strip().splitlines()

OPEN = """
Ruta de denuncia y acompañamiento a víctimas
Toma de testimonio
Toma de testimonios
Taller para acompañantes
Taller de acompañamiento a la víctima
Taller: la entrevista a la víctima
Entrevista a la víctima: técnicas y buenas prácticas
Entrevista a la víctima (taller para psicólogas)
Capacitación sobre allanamientos para fiscales
Capacitación en gestión de casos
Curso de cámara Gesell y declaración anticipada
Simulacro de rescate con bomberos
En caso de emergencia
En caso de lluvia, en el salón
en caso de maremoto
por si acaso
Si es el caso, llamar antes
En este caso 40 sillas
En todo caso 30 personas
Tomar las medidas del caso
Estudio de casos
Taller con estudio de caso 1
Análisis de casos en grupos
Caso práctico 2
Casos de éxito
Foro: el caso Sepur Zarco
Cineforo: película «El caso de María»
Cómo acompañar a la víctima
Como acompañar a una víctima a la fiscalía
Qué hacer ante un caso de abuso
Detección de casos y respuesta
Ruta para referir el caso
Justicia centrada en la víctima e informada en trauma
Derechos de la víctima
Visita a la Oficina de Atención a la Víctima
Reunión con el Instituto para la Asistencia y Atención a la Víctima del Delito
Abuso sexual
Trata de personas y sus modalidades
Señales de alerta y prevención de la trata
Rescate de juegos tradicionales
Rescate de valores
Plan operativo anual
Operativo de limpieza del parque
Jornada médica
Audiencia pública con el alcalde
Audiencia con la alcaldesa
Reunión con la señora alcaldesa
Preparar el debate de jóvenes
Preparación de materiales
Visita al albergue con juegos
Ingreso al albergue por la 5a calle
Traslado a San José Pinula
Traslado del equipo al hogar temporal
Salida a Santa María de Jesús
Casa de la Cultura
Acompañar al niño en sus emociones
Acompañamiento a madres
Acompañamiento a víctimas y ruta de denuncia
Marta acompaña a Juana en la facilitación
Traslado con Carlos y Ana desde Mixco
Traslado de Luis a las 7
Reunión a la menor brevedad
Carrera de relevos: entrega del testigo
Raid ciclístico
Testimonio de una joven emprendedora
Discusión de casos clínicos
Feria de atención a la víctima
Día internacional de la víctima
Rosa y Juan traen el caso de estudio
Reunión de la RAC
Seguimiento de acuerdos
Seguimiento del plan
Seguimiento a compromisos
Línea de denuncia 1572
Denunciar al 1572
Manual de atención a la víctima
Protocolo para la entrevista a la víctima
Vigilia por las víctimas
Rosa Pérez facilita
María Auxiliadora
Escuela José Martí, Mixco
Casos y cosas: teatro
Casa abierta
Sesión informativa para testigos de honor
In case of rain
Just in case
Case studies
Case management training
Victim interview techniques workshop
The denunciation route and accompaniment of victims
Gathering testimony
Trauma-informed, victim-centred justice
Rescue of traditional games
Showcase of talents
How to support a survivor
Visit to the museum
""".strip().splitlines()


@pytest.mark.parametrize("text", CASES)
def test_work_on_a_case_is_recognised(text: str) -> None:
    assert wrongly_a_case(text)


@pytest.mark.parametrize("text", OPEN)
def test_an_open_activity_is_not_taken_for_a_case(text: str) -> None:
    assert wrongly_a_case(text) is None


@pytest.mark.parametrize("text", [case.upper() for case in CASES] + [c.title() for c in CASES])
def test_capitals_change_nothing(text: str) -> None:
    assert wrongly_a_case(text)


def test_a_phrase_broken_over_lines_is_recognised() -> None:
    assert wrongly_a_case("Después:\nentrevista  a\nla\tvíctima") == "entrevista a\nla víctima"


def test_what_ships_is_open() -> None:
    shipped = msgspec.json.decode(reference.SHIPPED.read_bytes())
    names = [
        entry[key]
        for section in ("topics", "kinds", "audiences")
        for entry in shipped[section]
        for key in ("name_es", "name_en")
    ]
    assert {name: wrongly_a_case(name) for name in names} == dict.fromkeys(names)


@example("İ caso de María")
@example("\u0301caso 12")
@settings(deadline=None)
@given(st.text())
def test_a_case_is_recognised_behind_any_text(text: str) -> None:
    assert wrongly_a_case(text + ".\nExpediente 123")
