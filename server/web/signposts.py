"""Where the doors of the house are: the navigation, and the pages that belong together as tabs."""

from server.foundation.translation import later
from server.web.pages import Door

NAVIGATION = (
    Door(
        href="/calendario",
        label=later("Calendario"),
        icon="calendar",
        action="plan",
        rooms=("/eventos/", "/series", "/programas", "/plantillas", "/lugares"),
    ),
    Door(href="/turnos", label=later("Turnos"), icon="hand", action="staff"),
    Door(href="/personas", label=later("Personas"), icon="users", action="staff"),
    Door(
        href="/mis-turnos",
        label=later("Mis turnos"),
        icon="calendar",
        action="serve",
        rooms=("/mi-perfil",),
    ),
    Door(
        href="/revision",
        label=later("Asistencia"),
        icon="qr-code",
        action="register",
        rooms=("/tarjetas",),
    ),
    Door(
        href="/alcance",
        label=later("Alcance"),
        icon="chart",
        action="report",
        rooms=("/recibo/",),
    ),
    Door(href="/avisos", label=later("Avisos"), icon="bell", action="notices"),
    Door(
        href="/ajustes/tipos",
        label=later("Ajustes"),
        icon="settings",
        action="administer",
        rooms=("/ajustes/",),
    ),
)
# The pages that belong together, as tabs: those of one event, of one programme, and so on.
SECTIONS = {
    "event": (
        Door(href="/eventos/{id}", label=later("Actividad"), icon="calendar", action="plan"),
        Door(href="/eventos/{id}/equipo", label=later("Equipo"), icon="hand", action="staff"),
        Door(
            href="/eventos/{id}/inscripciones",
            label=later("Inscripciones"),
            icon="ticket",
            action="register",
        ),
        Door(href="/eventos/{id}/puerta", label=later("Puerta"), icon="door", action="register"),
        Door(
            href="/eventos/{id}/registro",
            label=later("Registro"),
            icon="qr-code",
            action="register",
            rooms=(
                "/eventos/{id}/conteo",
                "/eventos/{id}/papel",
                "/eventos/{id}/revision",
                "/eventos/{id}/rasgos",
            ),
        ),
        Door(
            href="/eventos/{id}/opiniones",
            label=later("Opiniones"),
            icon="message",
            action="register",
        ),
        Door(href="/eventos/{id}/historia", label=later("Historia"), icon="history", action="plan"),
    ),
    "programme": (
        Door(href="/programas/{id}", label=later("Programa"), icon="target", action="plan"),
        Door(
            href="/programas/{id}/asistencia",
            label=later("Asistencia"),
            icon="users",
            action="register",
            rooms=("/programas/{id}/evaluacion",),
        ),
        Door(href="/programas/{id}/equipo", label=later("Equipo"), icon="hand", action="staff"),
    ),
    "attendance": (
        Door(href="/revision", label=later("Por revisar"), icon="inbox", action="register"),
        Door(href="/tarjetas", label=later("Tarjetas"), icon="card", action="register"),
    ),
    "rota": (
        Door(href="/turnos", label=later("Tablero"), icon="hand", action="staff"),
        Door(
            href="/turnos/planificacion",
            label=later("Planificación"),
            icon="sparkles",
            action="staff",
        ),
        Door(href="/turnos/carga", label=later("Carga"), icon="scale", action="staff"),
        Door(href="/turnos/pronosticos", label=later("Pronósticos"), icon="timer", action="staff"),
        Door(href="/turnos/horas", label=later("Horas"), icon="clock", action="staff"),
    ),
    "outreach": (
        Door(href="/alcance", label=later("Tablero"), icon="chart", action="report"),
        Door(href="/alcance/cifras", label=later("Cifras"), icon="users", action="report"),
        Door(href="/alcance/metas", label=later("Metas"), icon="target", action="report"),
        Door(href="/alcance/equidad", label=later("Equidad"), icon="scale", action="report"),
        Door(href="/alcance/replicas", label=later("Réplicas"), icon="share", action="report"),
        Door(href="/alcance/acciones", label=later("Acciones"), icon="list", action="report"),
        Door(href="/alcance/citas", label=later("Citas"), icon="quote", action="report"),
        Door(href="/alcance/periodos", label=later("Periodos"), icon="lock", action="report"),
        Door(
            href="/alcance/publicaciones",
            label=later("Publicaciones"),
            icon="send",
            action="report",
        ),
    ),
    "own": (
        Door(href="/mis-turnos", label=later("Mis turnos"), icon="calendar", action="serve"),
        Door(href="/mi-perfil", label=later("Mi perfil"), icon="user", action="serve"),
    ),
    "people": (
        Door(href="/personas", label=later("Personas"), icon="users", action="staff"),
        Door(href="/personas/renovar", label=later("Renovar"), icon="shield", action="staff"),
        Door(href="/personas/importar", label=later("Importar"), icon="upload", action="staff"),
    ),
    "notices": (
        Door(href="/avisos", label=later("Todos"), icon="send", action="notices"),
        Door(href="/avisos/proximos", label=later("Próximos"), icon="clock", action="notices"),
        Door(href="/avisos/reglas", label=later("Reglas"), icon="bell", action="notices"),
        Door(href="/avisos/textos", label=later("Textos"), icon="message", action="notices"),
        Door(href="/avisos/canales", label=later("Medios"), icon="phone", action="notices"),
        Door(href="/avisos/programas", label=later("Programas"), icon="link", action="administer"),
    ),
    "own_account": (
        Door(href="/mi-cuenta", label=later("Mi cuenta"), icon="user", action="be_told"),
        Door(
            href="/mi-cuenta/seguridad", label=later("Seguridad"), icon="shield", action="be_told"
        ),
        Door(
            href="/mi-cuenta/sesiones", label=later("Sesiones"), icon="computer", action="be_told"
        ),
        Door(href="/mi-cuenta/datos", label=later("Mis datos"), icon="download", action="be_told"),
    ),
    "own_notices": (
        Door(href="/mis-avisos", label=later("Mis avisos"), icon="inbox", action="be_told"),
        Door(href="/mis-avisos/medios", label=later("Medios"), icon="phone", action="be_told"),
    ),
    "settings": (
        Door(
            href="/ajustes/tipos",
            label=later("Tipos de actividad"),
            icon="tag",
            action="administer",
        ),
        Door(
            href="/ajustes/proyectos",
            label=later("Proyectos"),
            icon="target",
            action="administer",
        ),
        Door(href="/ajustes/apoyo", label=later("Apoyo"), icon="phone", action="administer"),
        Door(
            href="/ajustes/necesidades",
            label=later("Equipos"),
            icon="hand",
            action="administer",
        ),
        Door(
            href="/ajustes/preguntas",
            label=later("Preguntas"),
            icon="message",
            action="administer",
        ),
        Door(href="/ajustes/cuentas", label=later("Cuentas"), icon="users", action="administer"),
        Door(href="/ajustes/llaves", label=later("Llaves"), icon="link", action="administer"),
        Door(
            href="/ajustes/retencion",
            label=later("Conservación"),
            icon="history",
            action="administer",
        ),
        Door(href="/ajustes/datos", label=later("Datos"), icon="lock", action="administer"),
        Door(
            href="/ajustes/auditoria",
            label=later("Auditoría"),
            icon="shield-check",
            action="administer",
        ),
    ),
}
