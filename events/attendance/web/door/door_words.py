"""What the door's page says by itself, so that it can say it without a signal."""

from server.foundation.translation import gettext as _


def words() -> dict[str, str]:
    """Every sentence that the page's scripts need, by the name they know it by."""
    return {**_verdicts(), **_readings(), **_camera(), **_sending(), **_counting()}


def _verdicts() -> dict[str, str]:
    """The large word of a result, and the sentence below it."""
    return {
        "recorded": _("Anotada"),
        "recordedText": _("Puede pasar."),
        "keptText": _("Puede pasar. Queda en este teléfono y se enviará sola."),
        "already": _("Ya estaba"),
        "alreadyText": _("Esta tarjeta ya se anotó en esta actividad. No se cuenta otra vez."),
        "aside": _("Por revisar"),
        "asideText": _("Quedó aparte para que la revise quien coordina."),
        "invalid": _("No vale"),
        "undone": _("Deshecha"),
        "undoneText": _("La última ya no cuenta."),
        "undoneAt": _("La de las %(time)s ya no cuenta.", time="{time}"),
        "idle": _("En espera"),
        "idleText": _("Aquí se ve el resultado de cada tarjeta."),
    }


def _readings() -> dict[str, str]:
    """What was read or typed, when it is no pass."""
    return {
        "poster": _(
            "Ese es el cartel: cada persona lo escanea con su propio teléfono. Aquí se leen las"
            " tarjetas."
        ),
        "empty": _("Escribir el código de la tarjeta."),
        "other": _("Eso no es una tarjeta."),
        "short": _("El código de una tarjeta tiene 12 letras y números. Revisar si falta alguno."),
        "letters": _("Hay una letra que ninguna tarjeta tiene: no se usan 0, O, 1, I, L ni U."),
        "broken": _(
            "No se pudo guardar en este teléfono. Anotarla en papel y cerrar otras páginas."
        ),
    }


def _camera() -> dict[str, str]:
    """How the camera is."""
    return {
        "cameraStarting": _("Encendiendo la cámara…"),
        "cameraOn": _("Poner la tarjeta frente a la cámara."),
        "noCamera": _("Este teléfono no tiene cámara. Escribir el código de la tarjeta abajo."),
        "noPermission": _(
            "El navegador no tiene permiso para usar la cámara. Darlo en el candado junto a la"
            " dirección, o escribir el código de la tarjeta abajo."
        ),
        "cameraBusy": _(
            "Otra aplicación está usando la cámara. Cerrarla y probar de nuevo, o escribir el"
            " código de la tarjeta abajo."
        ),
        "noReader": _(
            "Este navegador no puede leer códigos con la cámara. Escribir el código de la tarjeta"
            " abajo."
        ),
        "insecure": _(
            "Esta dirección no empieza con https, así que el navegador no deja guardar ni escanear"
            " nada. Pedir a quien coordina la dirección correcta."
        ),
        "noStorage": _(
            "Este navegador no deja guardar nada, quizá porque la ventana es privada. Abrir el"
            " enlace en una ventana normal."
        ),
    }


def _sending() -> dict[str, str]:
    """What became of what the phone keeps."""
    return {
        "waiting": _("%(n)s por enviar", n="{n}"),
        "allSent": _("Todo enviado"),
        "noSignal": _("Sin conexión"),
        "online": _("Con conexión"),
        "ready": _("Esta página ya se puede abrir sin conexión."),
        "revoked": _(
            "El enlace se anuló. La cola queda guardada en este teléfono: pedir un enlace nuevo a"
            " quien coordina y abrirlo aquí."
        ),
        "expired": _(
            "El enlace ya venció. Lo que falta por enviar se sigue enviando; para seguir anotando,"
            " pedir un enlace nuevo a quien coordina."
        ),
        "unbound": _(
            "Este teléfono ya no está reconocido. La cola queda guardada aquí: pedir un enlace"
            " nuevo a quien coordina y abrirlo en este teléfono."
        ),
        "refused": _("No se aceptó: %(n)s", n="{n}"),
    }


def _counting() -> dict[str, str]:
    """What a tap counted."""
    return {
        "counted": _("Contada: %(who)s", who="{who}"),
        "uncounted": _("Quitada: %(who)s", who="{who}"),
    }
