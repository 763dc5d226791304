"""The pages of what was counted, and who looks at them."""

from tests.support.shown import Shown

EVENT = "/eventos/{event_id:uuid}"
INDICATOR = "/alcance/metas/{indicator_id:uuid}"
PERIOD = "/alcance/periodos/{period_id:uuid}"
REPORTED = [
    *(
        Shown("evaluator", f"/alcance{page}", f"/alcance{page}")
        for page in (
            "",
            "/acciones",
            "/cifras",
            "/citas",
            "/equidad",
            "/exportar",
            "/periodos",
            "/publicaciones",
            "/recibos",
            "/replicas",
        )
    ),
    Shown("coordinator", "/alcance", "/alcance?cada=mes&mapa=tasa&plazo=anio"),
    Shown("evaluator", "/alcance/como", "/alcance/como?cifra=personas"),
    Shown("evaluator", "/alcance/metas", "/alcance/metas?proyecto=growing-in-peace&plazo=vida"),
    Shown("administrator", "/alcance/metas/nuevo", "/alcance/metas/nuevo"),
    Shown(
        "administrator",
        "/alcance/metas/reglas/{slug:str}",
        "/alcance/metas/reglas/growing-in-peace",
    ),
    Shown("evaluator", INDICATOR, "/alcance/metas/{indicator}"),
    Shown("administrator", f"{INDICATOR}/editar", "/alcance/metas/{indicator}/editar"),
    Shown("administrator", f"{INDICATOR}/nueva", "/alcance/metas/{indicator}/nueva"),
    Shown(
        "administrator",
        f"{INDICATOR}/metas/{{target_id:uuid}}",
        "/alcance/metas/{indicator}/metas/{target}",
    ),
    Shown("coordinator", f"{INDICATOR}/hitos/nuevo", "/alcance/metas/{stone}/hitos/nuevo"),
    Shown(
        "coordinator",
        f"{INDICATOR}/hitos/{{milestone_id:uuid}}",
        "/alcance/metas/{stone}/hitos/{milestone}",
    ),
    Shown("administrator", "/alcance/acciones/{network_id:uuid}", "/alcance/acciones/{network}"),
    Shown("coordinator", "/alcance/citas/nueva", "/alcance/citas/nueva"),
    Shown("administrator", "/alcance/citas/{fact_id:uuid}", "/alcance/citas/{fact}"),
    Shown("administrator", "/alcance/citas/{fact_id:uuid}/retiro", "/alcance/citas/{fact}/retiro"),
    Shown("coordinator", "/alcance/replicas/nueva", "/alcance/replicas/nueva?evento={begun}"),
    Shown("administrator", "/alcance/replicas/{replica_id:uuid}", "/alcance/replicas/{replica}"),
    Shown(
        "administrator",
        "/alcance/replicas/{replica_id:uuid}/anulacion",
        "/alcance/replicas/{replica}/anulacion",
    ),
    Shown("coordinator", f"{EVENT}/rasgos", "/eventos/{begun}/rasgos"),
    Shown("evaluator", PERIOD, "/alcance/periodos/{closed_period}"),
    Shown("evaluator", PERIOD, "/alcance/periodos/{open_period}"),
    Shown("administrator", f"{PERIOD}/cierre", "/alcance/periodos/{open_period}/cierre"),
    Shown(
        "coordinator", f"{PERIOD}/ajustes/nuevo", "/alcance/periodos/{closed_period}/ajustes/nuevo"
    ),
    Shown(
        "coordinator",
        f"{PERIOD}/ajustes/{{adjustment_id:uuid}}",
        "/alcance/periodos/{closed_period}/ajustes/{adjustment}",
    ),
    Shown("administrator", "/alcance/publicaciones/nueva", "/alcance/publicaciones/nueva"),
    Shown(
        "evaluator", "/alcance/publicaciones/{release_id:uuid}", "/alcance/publicaciones/{release}"
    ),
    Shown("administrator", "/alcance/publicaciones/lectores", "/alcance/publicaciones/lectores"),
    Shown(
        "administrator",
        "/alcance/publicaciones/lectores/{project_id:uuid}",
        "/alcance/publicaciones/lectores/{listed}",
    ),
    Shown("nobody", "/cifras", "/cifras"),
    Shown("nobody", "/cifras/{name:str}", "/cifras/{release}"),
    Shown("nobody", "/cifras/d/{token:str}", "/cifras/d/{donor}"),
    Shown("nobody", "/recibo/{receipt_id:uuid}", "/recibo/{receipt}"),
    Shown("evaluator", "/recibo/{receipt_id:uuid}", "/recibo/{receipt}"),
    Shown("administrator", "/ajustes/proyectos", "/ajustes/proyectos"),
    Shown("administrator", "/ajustes/proyectos/nuevo", "/ajustes/proyectos/nuevo"),
    Shown("administrator", "/ajustes/proyectos/{slug:str}", "/ajustes/proyectos/growing-in-peace"),
]
