"""The vocabulary of casework and of teaching, as pieces of patterns over plain lower-case words."""

from typing import Final


def any_of(words: str) -> str:
    """A pattern for any of these words; `_` stands for the space within an expression."""
    return f"(?:{'|'.join(word.replace('_', ' ') for word in words.split())})"


# Common in Guatemala, but for those that are also words or places.
NAME: Final = any_of("""
    abigail adriana alejandr[ao] alicia alma ana andrea angela angelica antoni[ao] astrid aura
    beatriz brenda byron camila carlos carmen carolina catarina cecilia claudia cristina damaris
    daniela? david debora delmy diana diego dora edgar edwin elena elisa elizabeth elsa emily
    ericka? estefany esther estuardo eva evelyn fatima fernand[ao] francisc[ao] gabriela? glenda
    gloria guadalupe heidy helen henry ingrid irma isabel jacqueline javier jeimy jennifer jessica
    jimena jorge jose josefa josefina juana? julia julio karen karla katherine keily kevin kimberly
    laura leonel leticia lidia lilian lorena lucia lucrecia luisa? magdalena manuela? marcela marcos
    margarita maria mariana mario marisol marta martha marvin mateo mayra melany melissa micaela
    miguel miriam mirna monica nancy natalia nohemi norma olga oscar pablo paola patricia paula
    pedro petrona rebeca ricardo roberto rosa rosario roxana ruth? sandra sara sebastian silvia
    sofia sonia susana teresa tomasa? valeria vanessa veronica victoria vilma viviana wendy yesenia
    yessica yolanda""")
SURNAME: Final = any_of("""
    ajanel alvarez castillo chavez choc cruz de_leon diaz estrada flores garcia gomez gonzalez
    gutierrez hernandez herrera jimenez juarez lopez martinez mejia mendez morales orellana ortiz
    perez ramirez ramos reyes rivera rodriguez ruiz sanchez sandoval santos tzoc vasquez
    velasquez""")
INITIALS: Final = r"(?:[a-z]\. ?[a-z]\.(?: ?[a-z]\.)?)"
WHO: Final = rf"(?:(?:{NAME}|{SURNAME})\b|{INITIALS})"

MINOR: Final = r"menor(?! (?:brevedad|cantidad|edad|numero|tiempo|costo|escala|medida|duda))"
HURT: Final = (
    r"(?:victima|sobreviviente|agraviad[ao]|ofendid[ao]|denunciante|usuaria"
    rf"|(?<!entrega del )testigo|{MINOR})"
)
YOUNG: Final = rf"(?:{HURT}|nin[ao]|adolescente|joven)"
# «la víctima», «una menor», never «las víctimas»: what is spoken of in general is a topic.
ONE: Final = r"(?:a |de |con |para )?(?:la |el |al |del |una |un |su |esta |este )"
# «en este caso 40 sillas»
NOT_IF: Final = "".join(
    rf"(?<!\b{word} )" for word in ("en", "este", "todo", "cualquier", "cuyo", "tal", "ultimo")
)
NUMBER: Final = r"(?:(?:no\.?|num\.?|nro\.?|numero|n[°º]\.?|#) ?)?"
LAW: Final = any_of("""
    audiencia juzgado tribunal fiscalia ministerio_publico mp inacif peritaje camara_gesell declarar
    denunciar medico_forense""")
REFUGE: Final = any_of("""
    albergue refugio casa_de_acogida casa_hogar hogar_temporal hogar_seguro hogar_de_abrigo
    hogar_de_proteccion""")
HANDLING: Final = any_of("""
    seguimiento acompanamiento revision gestion monitoreo referencia remision derivacion cierre
    supervision atencion abordaje manejo coordinacion discusion reunion mesa comite junta registro
    actualizacion""")

LESSONS: Final = any_of(r"""
    taller(?:es)? tallerista capacita\w* cursos? cursillo diplomado charlas? (?:cine)?foros?
    conversatorios? conferencias? ponencia seminario simposio congreso panel webinar clases? leccion
    modulos? temas? sesion_informativa formacion induccion entrenamiento sensibiliza\w+
    socializacion manual guia protocolos? cartilla folleto rotafolio libro ley reglamento estandares
    herramientas? tecnicas? metodologias? buenas_practicas principios etica simulacros? simulacion
    dramatizacion juego_de_roles ejercicios? practicas? derechos? aprender ruta ferias? campanas?
    semana dia_(?:inter)?nacional dia_mundial marcha vigilia
    workshops? trainings? courses? talks? forum seminar module lecture handbook guide protocol
    techniques? skills simulation role[-_]play exercise awareness standards law best_practices?
    good_practices? how_to what_to_do when_to
    (?:como|que|cuando|donde|a_quien|para_que)_(?:no_|se_)?\w+(?:ar|er|ir)(?:se|l[aeo]s?)?""")
STORIES: Final = any_of(r"""
    pelicula film obra play teatro cast documental cortometraje cuento novela ficticios? fictional
    hipotetic\w+ inventad\w+ estudios?_de_casos? case_stud(?:y|ies) casos?_practicos? practica
    ejercicios? dramatizacion juego_de_roles role[-_]play""")
