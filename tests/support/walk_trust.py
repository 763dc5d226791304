"""The pages of accounts, of what is kept and how long, and of help, and who looks at them."""

from tests.support.shown import Shown

TRUSTED = [
    Shown("half", "/entrar/segundo", "/entrar/segundo"),
    Shown("bare", "/entrar/proteger", "/entrar/proteger"),
    Shown("coordinator", "/confirmar", "/confirmar"),
    Shown("coordinator", "/mi-cuenta", "/mi-cuenta"),
    Shown("coordinator", "/mi-cuenta/contrasena", "/mi-cuenta/contrasena"),
    Shown("coordinator", "/mi-cuenta/seguridad", "/mi-cuenta/seguridad"),
    Shown("coordinator", "/mi-cuenta/seguridad/aplicacion", "/mi-cuenta/seguridad/aplicacion"),
    Shown("facilitator", "/mi-cuenta/sesiones", "/mi-cuenta/sesiones"),
    Shown("facilitator", "/mi-cuenta/datos", "/mi-cuenta/datos"),
    Shown("administrator", "/ajustes/cuentas", "/ajustes/cuentas"),
    Shown("administrator", "/ajustes/cuentas/nueva", "/ajustes/cuentas/nueva"),
    Shown("administrator", "/ajustes/cuentas/{account:uuid}", "/ajustes/cuentas/{account}"),
    Shown("administrator", "/ajustes/llaves", "/ajustes/llaves"),
    Shown("administrator", "/ajustes/llaves/nueva", "/ajustes/llaves/nueva"),
    Shown("administrator", "/ajustes/auditoria", "/ajustes/auditoria"),
    Shown("administrator", "/ajustes/retencion", "/ajustes/retencion"),
    Shown("administrator", "/ajustes/retencion/{rule:str}", "/ajustes/retencion/accounts.ways-in"),
    Shown("administrator", "/ajustes/datos", "/ajustes/datos"),
    Shown("administrator", "/ajustes/datos/{account:uuid}", "/ajustes/datos/{account}"),
    Shown("nobody", "/ayuda", "/ayuda"),
    Shown("nobody", "/ayuda/{guide:str}", "/ayuda/coordinacion"),
    Shown("nobody", "/ayuda/{guide:str}", "/ayuda/nada", 404),
]
