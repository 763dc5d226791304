"""Which part of which guide helps on a page."""

from typing import Final

START: Final = "/ayuda"
TOPICS: Final = {
    "/calendario": "coordinacion#mirar-el-calendario",
    "/calendario/rapido": "coordinacion#planificar-una-actividad",
    "/calendario/cancelacion": "coordinacion#cancelar-o-mover",
    "/calendario/importar": "coordinacion#traer-el-calendario-que-ya-existe",
    "/eventos": "coordinacion#planificar-una-actividad",
    "/eventos/*/equipo": "coordinacion#armar-el-equipo",
    "/eventos/*/mover": "coordinacion#cancelar-o-mover",
    "/eventos/*/inscripciones": "coordinacion#apartar-lugares",
    "/eventos/*/puerta": "puerta#abrir-la-puerta",
    "/eventos/*/registro": "coordinacion#cerrar-el-registro",
    "/eventos/*/revision": "coordinacion#cerrar-el-registro",
    "/eventos/*/conteo": "puerta#contar-ninas-y-ninos",
    "/eventos/*/historia": "coordinacion#que-cambio-y-que-opino-la-gente",
    "/eventos/*/opiniones": "coordinacion#que-cambio-y-que-opino-la-gente",
    "/eventos/*/papel": "puerta#si-todo-falla-papel",
    "/series": "coordinacion#repetir-una-actividad",
    "/programas": "coordinacion#repetir-una-actividad",
    "/plantillas": "coordinacion#repetir-una-actividad",
    "/lugares": "coordinacion#planificar-una-actividad",
    "/turnos": "coordinacion#armar-el-equipo",
    "/personas": "coordinacion#las-personas-que-ayudan",
    "/revision": "coordinacion#cerrar-el-registro",
    "/tarjetas": "coordinacion#tarjetas-para-volver",
    "/avisos": "coordinacion#ver-que-se-aviso",
    "/avisos/canales": "administracion#los-medios-por-los-que-sale-un-aviso",
    "/mis-turnos": "facilitacion#mis-turnos",
    "/mi-perfil": "facilitacion#mis-ausencias",
    "/mis-avisos": "facilitacion#por-donde-llegan-los-avisos",
    "/r": "facilitacion#contestar-una-invitacion",
    "/d": "facilitacion#mis-ausencias",
    "/puerta": "puerta#abrir-la-puerta",
    "/alcance": "evaluacion#leer-el-tablero",
    "/alcance/metas": "evaluacion#las-metas",
    "/alcance/periodos": "evaluacion#cerrar-un-periodo",
    "/alcance/publicaciones": "evaluacion#publicar-cifras",
    "/recibo": "evaluacion#de-donde-sale-una-cifra",
    "/ajustes": "administracion#tipos-de-actividad-y-equipos",
    "/ajustes/cuentas": "administracion#dar-una-cuenta",
    "/ajustes/llaves": "administracion#llaves-para-programas",
    "/ajustes/retencion": "administracion#cuanto-se-guarda",
    "/ajustes/datos": "administracion#los-datos-de-una-persona",
    "/ajustes/auditoria": "administracion#la-auditoria",
    "/confirmar": "administracion#confirmar-quien-esta-ahi",
    "/mi-cuenta": "facilitacion#mi-cuenta",
    "/mi-cuenta/seguridad": "coordinacion#entrar-en-dos-pasos",
    "/mi-cuenta/sesiones": "facilitacion#si-el-telefono-se-pierde",
    "/entrar": "facilitacion#entrar",
    "/entrar/segundo": "coordinacion#entrar-en-dos-pasos",
    "/entrar/proteger": "coordinacion#entrar-en-dos-pasos",
    "/suscribirse": "facilitacion#el-calendario-en-mi-telefono",
}
"""By the beginning of a page's address; `*` is any one part, and the longest that fits counts."""


def topic(path: str) -> str:
    """The address of what helps on the page at `path`."""
    parts = tuple(path.strip("/").split("/"))
    fitting = [pattern for pattern in TOPICS if _fits(_parts(pattern), parts)]
    if not fitting:
        return START
    return f"{START}/{TOPICS[max(fitting, key=_length)]}"


def _length(pattern: str) -> int:
    return len(_parts(pattern))


def _parts(pattern: str) -> tuple[str, ...]:
    return tuple(pattern.strip("/").split("/"))


def _fits(places: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    beginning = parts[: len(places)]
    return len(beginning) == len(places) and all(
        place in {"*", part} for place, part in zip(places, beginning, strict=True)
    )
