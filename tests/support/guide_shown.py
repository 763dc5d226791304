"""Every picture of the guides: no event in them is about anything that asks for discretion."""

from typing import Final

from tests.support.guide_pictures import Picture

COORDINATION: Final = (
    Picture(
        name="calendario-1280", who="coordinator", address="/calendario",
        shows=("Nueva actividad", "Más", "Mes", "Semana", "Municipios", "Lista", "Filtrar"),
    ),
    Picture(
        name="rapido-390", who="coordinator", address="/calendario/rapido",
        shows=("Planificar en una línea", "Ver lo que se entendió", "Por ejemplo"),
    ),
    Picture(
        name="nueva-1280", who="coordinator", address="/eventos/nuevo",
        shows=("Nueva actividad", "Qué es", "Tipo de actividad"), high=620,
    ),
    Picture(
        name="equipo-1280", who="coordinator", address="/eventos/{published}/equipo",
        shows=("Equipo", "A quién invitar", "Hacen falta"),
        begins="main .tabs", high=640,
    ),
    Picture(
        name="tablero-1280", who="coordinator", address="/turnos",
        shows=("En riesgo", "Personas"), begins="main .card-risk", high=560,
    ),
    Picture(
        name="registro-1280", who="coordinator", address="/eventos/{now}/registro",
        shows=("Número grande", "Contar personas", "Por edad y sexo", "Recibir y contar"),
    ),
    Picture(
        name="cerrar-390", who="coordinator", address="/eventos/{now}",
        shows=("Editar", "Más", "Cuándo y dónde"),
    ),
    Picture(
        name="revision-1280", who="coordinator", address="/revision",
        shows=("Por revisar", "Actividades con algo por decidir"), high=560,
    ),
    Picture(
        name="avisos-1280", who="coordinator", address="/avisos",
        shows=("Avisos", "Más filtros", "Fallidos"),
    ),
)  # fmt: skip
DOOR: Final = (
    Picture(
        name="puerta-390", who="coordinator", address="/eventos/{now}/puerta",
        shows=("Registro con el propio teléfono",),
    ),
    Picture(
        name="telefono-390", who="door", address="/puerta/{app}",
        shows=("Escanear", "Contar", "Encender la cámara", "Deshacer la última"),
        waits="Con conexión",
    ),
    Picture(name="llegada-390", who="nobody", address="/c/{code}", shows=("Conversar en casa",)),
    Picture(
        name="conteo-390", who="coordinator", address="/eventos/{now}/conteo",
        shows=("Guardar conteo",), begins="main form",
    ),
)  # fmt: skip
OTHERS: Final = (
    Picture(
        name="entrar-390", who="nobody", address="/entrar",
        shows=("Entrar", "Enviar el enlace", "Entrar con llave de acceso"),
    ),
    Picture(
        name="invitacion-390", who="nobody", address="/r/{answer}", shows=("Sesión informativa",)
    ),
    Picture(
        name="mis-turnos-390", who="facilitator", address="/mis-turnos",
        shows=("Mis turnos", "Mi perfil", "Hoy"),
    ),
    Picture(
        name="ausencias-390", who="facilitator", address="/mi-perfil",
        shows=("Mi perfil", "Ausencias", "No tengo ausencias", "Agregar una ausencia"),
    ),
    Picture(
        name="medios-390", who="facilitator", address="/mis-avisos/medios",
        shows=("Medios para avisos", "Mis avisos", "Dar de baja"),
    ),
    Picture(
        name="alcance-1280", who="evaluator", address="/alcance",
        shows=("Alcance", "¿Cómo se contó?", "Frente a las metas", "Exportar"),
    ),
    Picture(
        name="ajustes-1280", who="administrator", address="/ajustes/tipos",
        shows=("Tipos de actividad", "Nuevo tipo", "Proyectos", "Equipos", "Retirar"), high=560,
    ),
)  # fmt: skip
PICTURES: Final = (*COORDINATION, *DOOR, *OTHERS)
