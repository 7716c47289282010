#include "text/function_words.hpp"

#include <array>

namespace leitwort::text {
namespace {

// What is a function word and what is light is decided by what a phrase says: `free`, `new`,
// `great`, `good`, `common`, `best` and `together` carry slogans and are neither. Negations,
// auxiliaries, modals and contractions are function words; so are adverbs that only shade (`very`,
// `also`). Words that are either (`may`, `will`, `like`) go by their more frequent use.

constexpr std::string_view kEnglishFunction = R"(
a an the this that these those each every either neither both all any some no none such another
other others what which whose whatever whichever
i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it
its itself we us our ours ourselves they them their theirs themselves one's oneself thou thee thy
thine ye who whom whoever whomever someone somebody something anyone anybody anything everyone
everybody everything nobody nothing there here anywhere everywhere somewhere nowhere elsewhere
about above according across after against along alongside amid amidst among amongst around as at before
behind below beneath beside besides between beyond by concerning despite down during except for
from in including inside into like near of off on onto out outside over per regarding round since than
through throughout till to toward towards under underneath unless until unto up upon versus via
with within without
and but or nor so yet if because although though while whilst whereas whether when whenever where
wherever why how however whereby wherein whereof thereby therein thereof thereto hereby herein
hence thus therefore moreover furthermore nevertheless nonetheless lest
am is are was were be been being do does did doing done has have had having can could may might
must shall should will would ought cannot
not also too very just only even still rather quite then else otherwise instead own
i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll
we're we've we'd we'll they're they've they'd they'll that's that'd that'll this's there's there'd
there'll there've here's who's who'd who'll who've what's what'll what've what're where's when's
why's how's let's isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't
couldn't mustn't mightn't shan't shouldn't won't wouldn't needn't oughtn't ain't y'all
could've should've would've might've must've
)";

constexpr std::string_view kEnglishLight = R"(
year years yearly annual annually month months monthly week weeks weekly day days daily hour hours
minute minutes decade decades moment moments time times today tonight tomorrow yesterday now
nowadays ago last next past recent recently ever never always again once twice already soon later
earlier early late lately often sometimes current currently present previous previously former
formerly
january february april june july august september october november december monday tuesday
wednesday thursday friday saturday sunday
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds
thousand thousands million millions billion billions trillion trillions dozen dozens half first
second third fourth fifth sixth seventh eighth ninth tenth quarter percent cent percentage number
numbers part parts lot lots many more most much few fewer less least several enough total totals
amount amounts rest
mr mrs ms dr sir madam
make makes made making take takes took taken taking give gives gave given giving get gets got
gotten getting go goes went gone going come comes came coming want wants wanted wanting need needs
needed needing say says said saying know knows knew known knowing think thinks thought thinking put
puts putting let lets letting keep keeps kept keeping see sees saw seen seeing look looks looked
looking tell tells told telling ask asks asked asking seem seems seemed seeming become becomes
became becoming begin begins began begun beginning bring brings brought bringing mean means meant
meaning try tries tried trying continue continues continued continuing happen happens happened
happening
way ways thing things kind kinds sort sorts case cases fact facts example examples instance
instances
able same different certain various particular back away far well long
perhaps maybe further finally fully entirely merely mainly namely indeed really actually simply almost nearly certainly clearly especially particularly
)";

constexpr std::string_view kGermanFunction = R"(
der die das des dem den ein eine einer eines einem einen kein keine keiner keines keinem keinen
dieser diese dieses diesem diesen dies jener jene jenes jenem jenen jeder jede jedes jedem jeden
welcher welche welches welchem welchen solcher solche solches solchem solchen derjenige diejenigen
denjenigen derselbe dieselbe dasselbe dieselben denselben derselben alle aller alles allem allen
beide beiden beider manche mancher manchen einige einiger einigen andere anderer anderes anderem
anderen etwas nichts
ich mich mir mein meine meiner meines meinem meinen du dich dir dein deine deiner deinem deinen er
ihn ihm sein seine seiner seines seinem seinen sie ihr ihre ihrer ihres ihrem ihren ihnen es wir uns
unser unsere unserer unseres unserem unseren unsre euch euer eure eurer eurem euren man sich selbst
selber einander wer wen wem wessen was jemand jemanden niemand niemanden
in im ins an am ans auf aufs aus bei beim bis durch durchs für fürs gegen gegenüber hinter mit nach
neben ohne seit statt anstatt trotz über übers um unter von vom vor während wegen zu zum zur
zwischen innerhalb ausserhalb entlang gemäss laut samt mittels anhand aufgrund infolge hinsichtlich
bezüglich inmitten angesichts
und oder aber denn sondern doch jedoch sowie sowohl weder noch als wie wenn weil da dass damit ob
obwohl obgleich bevor nachdem sobald solange sofern falls indem so also daher darum deshalb
deswegen dennoch trotzdem zwar nämlich je desto umso wo woher wohin wann warum weshalb wieso wobei
wodurch wofür womit woran worauf woraus worin worüber wovon wozu
dabei dadurch dafür dagegen daran darauf daraus darin darüber davon davor dazu dazwischen hier dort
hin her nur auch nicht sehr schon nun gar ganz eben etwa sogar bereits weiter mehr
bin bist ist sind seid sei seien war waren wart wäre wären gewesen habe hast hat haben habt
hatte hatten hätte hätten gehabt werde wirst wird werden werdet wurde wurden würde würden worden
geworden kann kannst können könnt konnte konnten könnte könnten muss musst müssen musste mussten
müsste müssten soll sollst sollen sollt sollte sollten will willst wollen wollt wollte wollten darf
dürfen durfte durften dürfte dürften mag mögen mochte möchte möchten lassen lässt liess
)";

constexpr std::string_view kGermanLight = R"(
jahr jahre jahren jahres jährlich monat monate monaten monats woche wochen tag tage tagen tages
stunde stunden minute minuten jahrzehnt jahrzehnte jahrzehnten zeit zeiten mal male heute gestern
morgen jetzt damals bald einst immer nie niemals wieder oft manchmal zuletzt kürzlich neulich
letzte letzten letzter letztes nächste nächsten nächster nächstes vergangene vergangenen früher
später derzeit gegenwärtig heutige heutigen ehemalige ehemaligen
januar februar märz april mai juni juli august september oktober november dezember montag dienstag
mittwoch donnerstag freitag samstag sonntag
eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreissig vierzig fünfzig
sechzig siebzig achtzig neunzig hundert tausend tausende tausenden million millionen milliarde
milliarden halb halbe hälfte erste ersten erster erstes erstmals zweite zweiten zweiter zweites
dritte dritten dritter drittes drittel viertel prozent zahl zahlen anzahl teil teile teilen teils
viel viele vieler vielen vieles mehrere mehrerer mehreren wenig wenige wenigen weniger meist meisten
einmal zweimal genug lang etliche rund insgesamt
herr herrn herren frau dame damen dr
machen macht machte machten gemacht tun tut tat getan geben gibt gab gaben gegeben gehen geht ging
gingen gegangen kommen kommt kam kamen gekommen nehmen nimmt nahm nahmen genommen stehen steht stand
standen gestanden stellen stellt stellte gestellt sagen sagt sagte sagten gesagt wissen weiss wusste
denken denkt dachte gedacht sehen sieht sah sahen gesehen bringen bringt brachte gebracht halten
hält hielt gehalten finden findet fand gefunden bleiben bleibt blieb geblieben liegen liegt lag
beginnen beginnt begann begonnen setzen setzt setzte gesetzt brauchen braucht
art arten weise sache sachen ding dinge dingen fall fälle fällen beispiel beispiele
gleich gleiche gleichen verschiedene verschiedenen bestimmte bestimmten besonders vielleicht
wirklich natürlich sicher weit lange
)";

constexpr std::string_view kFrenchFunction = R"(
le la les un une des du de au aux ce cet cette ces celui celle ceux celles ceci cela ça tout toute
tous toutes chaque aucun aucune autre autres tel telle tels telles quel quelle quels quelles lequel
laquelle lesquels lesquelles duquel desquels desquelles auquel auxquels auxquelles quelque quelques
quelconque certains certaines plusieurs même mêmes nul nulle
je me moi mon ma mes mien mienne tu te toi ton ta tes il elle on se soi lui son sa ses leur leurs
nous notre nos nôtre vous votre vos vôtre ils elles eux y en qui que quoi dont où rien personne
à dans par pour sur sous avec sans chez entre vers contre depuis pendant durant dès devant derrière
avant après jusque parmi malgré selon envers hors outre hormis sauf via lors près auprès
autour face afin travers concernant
et ou mais donc or ni car si comme quand lorsque puisque parce quoique bien tandis alors ainsi aussi
cependant pourtant toutefois néanmoins sinon soit voire puis ensuite enfin comment pourquoi combien
ne n pas plus non oui point très trop peu moins tant tellement encore déjà ici là voici
voilà seulement presque plutôt
être suis es est sommes êtes sont étais était étions étiez étaient fus fut fûmes furent serai seras
sera serons serez seront serais serait serions seriez seraient sois soyons soyez soient fût été
étant avoir ai as a avons avez ont avais avait avions aviez avaient eus eut eurent aurai auras aura
aurons aurez auront aurais aurait aurions auraient aie ait ayons ayez aient eu ayant
peux peut pouvons pouvez peuvent pouvait pouvaient pourra pourrons pourront pourrait pourraient
puisse puissent pouvoir pu dois doit devons devez doivent devait devaient devra devrons devront
devrait devraient devoir dû faut fallait faudra faudrait veux veut voulons veulent vouloir voulait
va vont allons vais
)";

constexpr std::string_view kFrenchLight = R"(
an ans année années annuel annuelle mois semaine semaines jour jours journée heure heures minute
minutes décennie décennies moment moments temps fois aujourd'hui hier demain maintenant autrefois
jadis récemment récent récente récents récentes toujours jamais souvent parfois bientôt tôt tard
dernier dernière derniers dernières prochain prochaine prochains prochaines passé passée actuel
actuelle actuels actuelles actuellement désormais ancien ancienne
janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi
mercredi jeudi vendredi samedi dimanche
deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante
soixante cent cents mille milliers millier million millions milliard milliards demi moitié premier
première premiers premières second seconde deuxième troisième tiers quart pourcentage
nombre nombres nombreux nombreuses partie parties part parts beaucoup assez davantage plupart
monsieur madame messieurs mesdames mme
faire fais fait faites font faisait faisaient fera ferons feront ferait fasse faisant prendre prend
prenons prennent pris prise donner donne donnent donné mettre met mettent mis mise aller allé allant
venir vient viennent venu venus venons dire dis dit disent disait savoir sais sait savons savent su
voir vois voit voyons vu penser pense tenir tient tenu rendre rend rendu devenir devient devenu
rester reste restent trouver trouve commencer continuer croire
chose choses façon façons manière manières sorte sortes genre cas exemple exemples faits
capable certain certaine divers diverses différents différentes notamment vraiment
également surtout loin longtemps long longue
)";

constexpr std::string_view kSpanishFunction = R"(
el la los las lo un una unos unas al del este esta esto estos estas ese esa eso esos esas aquel
aquella aquello aquellos aquellas todo toda todos todas cada ningún ninguno ninguna algún alguno
alguna algunos algunas otro otra otros otras tal tales cual cuales cualquier cualquiera ambos ambas
mismo misma mismos mismas cuyo cuya cuyos cuyas qué cuál cuáles cuánto cuántos
yo me mí mi mis mío mía conmigo tú te ti tu tus contigo él ella ello se sí si su sus suyo suya
consigo le les nos nosotros nosotras nuestro nuestra nuestros nuestras os vosotros vuestro vuestra
vuestros vuestras ellos ellas usted ustedes quien quienes quién quiénes que nadie nada alguien algo
a ante bajo con contra de desde durante en entre hacia hasta mediante para por según sin sobre tras
excepto salvo incluso alrededor dentro fuera detrás delante encima debajo junto cerca acerca través
y e o u ni pero sino aunque porque pues como cuando donde dónde cómo cuándo mientras así también
tampoco además entonces luego embargo obstante tanto tan cuanto ya aún todavía sólo solo solamente
no muy más menos poco aquí allí ahí allá casi bien
ser soy eres es somos sois son era eras éramos eran fui fue fuimos fueron seré será seremos serán
sería serían sea seamos sean fueran fuese siendo sido estar estoy está estamos están estaba
estábamos estaban estuvo estuvieron estará estaremos estarán estaría esté estén estando estado haber
he has ha hemos han había habíamos habían hubo hubiera hubiese hubieran habrá habremos habrán habría
habrían haya hayamos hayan habiendo habido hay tener tengo tiene tenemos tienen tenía teníamos
tenían tuvo tuvieron tendrá tendremos tendrán tendría tenga tengamos tengan teniendo tenido puedo
puede podemos pueden podía podían podrá podremos podrán podría podríamos podrían pueda puedan poder
pudo debe debemos deben debo debía debían deberá deberán debería deberíamos deberían deber voy va
vamos van iba iban vaya quiero quiere queremos quieren
)";

constexpr std::string_view kSpanishLight = R"(
año años anual mes meses semana semanas día días hora horas minuto minutos década décadas momento
momentos tiempo tiempos vez veces hoy ayer mañana ahora antes después siempre nunca jamás pronto
tarde temprano recientemente reciente recientes último última últimos últimas próximo próxima
próximos próximas pasado pasada pasados pasadas actual actuales actualmente anterior anteriores
enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
lunes martes miércoles jueves viernes sábado domingo
uno dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta
cincuenta sesenta setenta ochenta noventa cien ciento cientos mil miles millón millones billones
medio media mitad primer primero primera primeros primeras segundo segunda tercer tercero tercera
tercio cuarto cuarta porcentaje número números numerosos numerosas parte partes mucho mucha muchos
muchas bastante mayoría varios varias pocos pocas cantidad
señor señora señores señoras sr sra don doña
hacer hago hace hacemos hacen hacía hicieron hizo hará haremos harán haga hagamos hecho haciendo dar
doy da damos dan dio dieron dará daremos dado dando decir digo dice decimos dicen dijo dijeron dicho
ir venir viene vienen vino poner pone ponen puesto tomar toma tomado saber sé sabe sabemos saben ver
veo ve vemos ven visto creer creo cree creemos pensar llevar lleva llevado llegar llega llegado
seguir sigue siguen seguimos quedar queda quedan llamar empezar comenzar dejar deja dejado
cosa cosas manera maneras modo modos forma tipo tipos caso casos ejemplo ejemplos hechos
cierto cierta ciertos ciertas diversos diversas diferentes especialmente realmente quizás quizá
lejos largo larga
)";

constexpr std::string_view kItalianFunction = R"(
il lo la i gli le un uno una del dello della dei degli delle al allo alla ai agli alle dal dallo
dalla dai dagli dalle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle col coi questo
questa questi queste quello quella quelli quelle quel quei quegli ciò tutto tutta tutti tutte ogni
ognuno ciascuno ciascuna nessun nessuno nessuna alcun alcuno alcuni alcune altro altra altri altre
tale tali quale quali qualche qualsiasi qualcuno qualcosa stesso stessa stessi stesse entrambi
io mi me mio mia miei mie tu ti te tuo tua tuoi tue egli esso essa essi lui lei ella si sé suo sua
suoi sue ci ce noi nostro nostra nostri nostre vi ve voi vostro vostra vostri vostre loro ne li chi
che cui niente nulla
di a da in con su per tra fra contro verso senza sotto sopra dentro fuori dopo prima durante mediante
secondo presso oltre attraverso attorno intorno lungo insieme fino entro davanti dietro accanto
nonostante circa riguardo
e ed o od oppure ma però anzi né se anche neanche nemmeno neppure perché poiché affinché sebbene
benché mentre quando dove come quanto così dunque quindi perciò pertanto tuttavia infatti inoltre
cioè allora poi pure ossia ovvero
non più meno molto poco tanto troppo assai già ancora solo soltanto proprio qui qua lì là quasi
bene
essere sono sei è siamo siete era eri eravamo erano fui fu fummo furono sarò sarà saremo saranno
sarebbe sarebbero sia siano fosse fossero stato stata stati state essendo stare sto sta stanno
stava avere ho hai ha abbiamo avete hanno avevo aveva avevamo avevano ebbe ebbero avrò avrà avremo
avranno avrebbe avrebbero abbia abbiano avesse avessero avuto avendo posso può possiamo possono
poteva potevano potrà potremo potranno potrebbe potrebbero possa possano potere potuto devo deve
dobbiamo devono doveva dovevano dovrà dovremo dovranno dovrebbe dovrebbero debba dovere dovuto
voglio vuole vogliamo vogliono volere va vanno andiamo
)";

constexpr std::string_view kItalianLight = R"(
anno anni annuale mese mesi settimana settimane giorno giorni giornata ora ore minuto minuti
decennio decenni momento momenti tempo tempi volta volte oggi ieri domani adesso ormai sempre mai
spesso presto tardi talvolta recente recenti recentemente ultimo ultima ultimi ultime prossimo
prossima prossimi prossime scorso scorsa scorsi scorse passato passati attuale attuali attualmente
precedente precedenti
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì
martedì mercoledì giovedì venerdì sabato domenica
due tre quattro cinque sette otto nove dieci undici dodici quindici venti trenta quaranta
cinquanta sessanta settanta ottanta novanta cento centinaia mille mila migliaia milione milioni
miliardo miliardi mezzo mezza metà primo primi prime seconda terzo terza quarto quarta
percento percentuale numero numeri numerosi numerose parte parti molta molti molte pochi poche tanti
tante maggior diversi diverse vari varie parecchi
signor signore signora signori
fare faccio fa facciamo fanno faceva fece fecero farà faremo faranno faccia fatto facendo dare do dà
diamo danno dato dando dire dico dice diciamo dicono disse detto andare andato venire viene vengono
venne venuto prendere prende preso mettere mette messo sapere so sa sappiamo sanno vedere vedo vede
vediamo visto credere credo pensare penso tenere tiene tenuto portare porta portato rimanere rimane
restare resta diventare diventa iniziare cominciare continuare trovare
cosa cose modo modi maniera tipo tipi caso casi esempio esempi fatti
certo certa certi certe particolare particolarmente davvero forse soprattutto lontano lunga
)";

constexpr std::string_view kPortugueseFunction = R"(
o a os as um uma uns umas do da dos das no na nos nas ao à aos às pelo pela pelos pelas num numa
dum duma este esta estes estas isto esse essa esses essas isso aquele aquela aqueles aquelas aquilo
deste desta destes destas disto desse dessa desses dessas disso daquele daquela daqueles daquelas
neste nesta nestes nestas nesse nessa nisso nisto naquele naquela todo toda todos todas tudo cada
nenhum nenhuma algum alguma alguns algumas outro outra outros outras tal tais qual quais qualquer
quaisquer ambos ambas mesmo mesma mesmos mesmas cujo cuja cujos cujas
eu me mim meu minha meus minhas comigo tu te ti teu tua teus tuas ele ela eles elas se si lhe lhes
seu sua seus suas dele dela deles delas consigo nós nosso nossa nossos nossas conosco connosco vós
vosso vossa você vocês quem que quê ninguém nada alguém algo
de em por para com sem sob sobre entre até desde contra perante ante após durante segundo conforme
mediante através além dentro fora junto perto acerca
e ou nem mas porém contudo todavia entretanto porque pois como quando onde enquanto embora assim
também tão tanto quanto então portanto logo ainda já só somente apenas aliás
não mais menos muito pouco aqui ali aí lá quase bem sim
ser sou é somos são era eras éramos eram fui foi fomos foram serei será seremos serão seria
seriam seja sejamos sejam fosse fossem for forem sendo sido estar estou está estamos estão estava
estávamos estavam esteve estiveram estará estaremos estarão esteja estejam estando estado haver há
havia houve haverá haja ter tenho tem temos têm tinha tínhamos tinham teve tiveram terá teremos
terão teria teriam tenha tenhamos tenham tivesse tendo tido posso pode podemos podem podia podiam
pôde poderá poderemos poderão poderia poderiam possa possam poder devo deve devemos devem devia
deviam deverá deverão deveria deveriam dever vou vai vamos vão ia iam vá quero quer queremos querem
)";

constexpr std::string_view kPortugueseLight = R"(
ano anos anual mês meses semana semanas dia dias hora horas minuto minutos década décadas momento
momentos tempo tempos vez vezes hoje ontem amanhã agora antes depois sempre nunca jamais cedo tarde
recentemente recente recentes último última últimos últimas próximo próxima próximos próximas
passado passada passados passadas atual atuais atualmente actual anterior anteriores
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
domingo sábado
dois duas três quatro cinco seis sete oito nove dez onze doze quinze vinte trinta quarenta cinquenta
sessenta setenta oitenta noventa cem cento centenas mil milhares milhão milhões bilhão bilhões meio
meia metade primeiro primeira primeiros primeiras segunda terceiro terceira terço quarto
quarta porcentagem percentagem número números numerosos parte partes muita muitos muitas poucos
poucas bastante maioria vários várias
senhor senhora senhores senhoras sr sra dr
fazer faço faz fazemos fazem fazia fez fizeram fará faremos farão faça feito fazendo dar dou dá
damos dão deu deram dado dando dizer digo diz dizemos dizem disse disseram dito ir vir vem vêm veio
pôr põe posto tomar toma tomado saber sei sabe sabemos sabem ver vejo vê vemos vêem visto crer creio
pensar penso levar leva levado chegar chega chegado ficar fica ficou ficam continuar continua
continuam começar deixar deixa
coisa coisas maneira maneiras modo modos forma tipo tipos caso casos exemplo exemplos fato facto
fatos certo certa certos certas diversos diversas diferentes especialmente realmente talvez longe
longo longa
)";

constexpr std::string_view kDutchFunction = R"(
de het een der des den deze dit die dat elk elke ieder iedere alle al alles allen beide geen zo'n
zulk zulke welk welke wat wie iemand niemand iets niets iedereen ander andere anderen sommige enkele
zelf zelfde dezelfde hetzelfde
ik me mij mijn je jij jou jouw u uw hij hem zijn zij ze haar wij we ons onze jullie hun hen zich
elkaar elkaars men er hier daar waar
aan achter af behalve beneden bij binnen boven buiten door gedurende in jegens langs met na naar
naast nabij om omtrent onder ondanks op over per rond rondom sinds te tegen tegenover ten ter tijdens
tot tussen uit van vanaf vanuit vanwege via volgens voor voorbij wegens zonder
en of maar want dus noch doch als dan toen terwijl omdat doordat zodat opdat hoewel indien mits
tenzij wanneer hoe waarom zoals evenals alsof toch echter ook nog niet nu wel reeds zeer heel erg
zo daarom daardoor daarbij daarmee daarna daarnaast daarvan daarvoor daarop daarin ervan
ervoor erop erin eraan ermee hierbij hierdoor hiermee hiervan hiervoor hierin waarbij waardoor
waarin waarmee waarop waaruit waarvan waarvoor slechts alleen even juist
ben bent is was waren geweest wees heb hebt heeft hebben had hadden gehad word wordt worden
werd werden geworden zal zult zullen zou zouden kan kunt kunnen kon konden moet moeten moest moesten
mag mogen mocht mochten wil wilt willen wilde wilden laat laten liet hoeft hoeven
)";

constexpr std::string_view kDutchLight = R"(
jaar jaren jaarlijks maand maanden week weken dag dagen uur uren minuut minuten decennium decennia
moment momenten tijd tijden keer keren maal vandaag gisteren morgen thans ooit nooit altijd vaak
soms weer opnieuw straks spoedig eerder later vroeger laatste volgend volgende vorig vorige
afgelopen recent recente huidige huidig
januari februari maart april mei juni juli augustus september oktober november december maandag
dinsdag woensdag donderdag vrijdag zaterdag zondag
één twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig zestig
zeventig tachtig negentig honderd honderden duizend duizenden miljoen miljoenen miljard miljarden
half halve helft eerst eerste tweede derde vierde kwart procent aantal aantallen getal deel delen
veel vele meer meest meeste minder minst weinig enige meerdere verschillende genoeg voldoende ruim
meneer mevrouw heer heren dr
maken maakt maakte maakten gemaakt doen doet deed deden gedaan geven geeft gaf gaven gegeven gaan
gaat ging gingen gegaan komen komt kwam kwamen gekomen nemen neemt nam namen genomen staan staat
stond stonden gestaan zeggen zegt zei zeiden gezegd weten weet wist wisten denken denkt dacht
gedacht zien ziet zag zagen gezien brengen brengt bracht gebracht houden houdt hield gehouden
blijven blijft bleef gebleven liggen ligt zetten zet stellen stelt gesteld vinden vindt gevonden
beginnen begint begon begonnen
wijze manier manieren ding dingen zaak geval gevallen voorbeeld voorbeelden soort soorten feit
bepaalde zeker zekere vooral eigenlijk misschien wellicht lang lange ver
)";

constexpr std::string_view kRussianFunction = R"(
и а но или да либо то что чтобы если когда как так же ли бы хотя пока потому поэтому также тоже
однако зато причем притом ибо будто словно чем нежели ведь вот даже лишь только уже еще именно
просто не ни нет без безо в во на с со к ко от ото до из изо за у о об обо по под подо над перед
передо при про через между среди для ради кроме вместо против около вокруг после сквозь вдоль
насчет благодаря согласно вопреки относительно путем ввиду внутри вне
я меня мне мной мною ты тебя тебе тобой он его ему им нем она ее ей ею ней нее оно мы нас нам нами
вы вас вам вами они их ими них ним ними себя себе собой кто кого кому кем ком чего чему
который которая которое которые которого которой которому которую которым которых которыми котором
мой моя мое мои моего моей моих моим твой твоя твои наш наша наше наши нашего нашей нашему нашу
нашим нашем наших нашими ваш ваша ваше ваши вашего вашей ваших свой своя свое свои своего своей
своему свою своим своих своими своем этот эта это эти этого этой этому эту этим этом этих этими тот
та те того той тому ту тем том тех теми такой такая такое такие такого таким таких весь вся
все всего всей всему всю всем всеми всех каждый каждая каждое каждого каждой каждому каждым сам сама
само сами самого самой самим самих самый самая самое самые самых другой другая другое другие другого
других другим любой любая любое любого иной иные какой какая какое какие каких какого чей
никто ничто ничего никого некоторые некоторых никакой
быть есть был была было были буду будет будем будете будут будучи бывает является являются может
могут можем можно мог могла могли могло мочь нельзя должен должна должно должны нужно надо следует
необходимо хочу хочет хотим хотят
где куда откуда почему зачем там тут здесь туда сюда тогда затем потом очень более менее слишком
вполне почти ну
)";

constexpr std::string_view kRussianLight = R"(
год года году годом годы годов годам годах лет месяц месяца месяцев месяцы неделя недели недель день
дня дни дней дню днем час часа часов минута минуты минут время времени времена раз раза сегодня
вчера завтра сейчас теперь ныне всегда никогда иногда часто снова опять вновь скоро недавно давно
прежде раньше позже последний последние последних последнее последняя следующий следующая следующие
следующего прошлый прошлого прошлом прошлые нынешний нынешнего нынешней нынешние сегодняшний
сегодняшнего предыдущий десятилетие десятилетия десятилетий
январь января феврале февраль февраля март марта апрель апреля мая июнь июня июль июля август августа
сентябрь сентября октябрь октября ноябрь ноября декабрь декабря понедельник вторник среду четверг
пятница пятницу суббота воскресенье
один одна одно одни одного одной одному одним одном одну два две двух три трех четыре четырех пять
шесть семь восемь девять десять пятнадцать двадцать тридцать сорок пятьдесят сто сотни тысяча тысячи
тысяч миллион миллиона миллионов миллионы миллиард миллиарда миллиардов половина половины первый
первая первое первые первого первой первых второй вторая второе второго третий третья третьего треть
четверть процент процента процентов число числа количество часть части много многих многие многое
мало больше меньше несколько ряд ряда большинство
господин господина господа госпожа товарищ товарищи
делать делает делаем делают сделать сделали сделано дать дает дают дал дали идти идет идут пойти
прийти взять говорить говорит говорят сказал сказать сказали знать знаю знает знаем знают думать
думаю видеть видим видит стать стал стала стало стали становится начать начал начали начала
продолжать остается считать считаю иметь имеет имеют имеем
дело дела образом образ способ случай случае случаев пример примеру
)";

constexpr std::string_view kPolishFunction = R"(
i a oraz lub albo czy ani ale lecz jednak zaś natomiast więc zatem dlatego bo bowiem ponieważ gdyż
że żeby aby by jeśli jeżeli gdy gdyby kiedy jak jako niż choć chociaż dopóki póki zanim także też
również nawet tylko jedynie już jeszcze właśnie nie tak to no niech
w we na z ze do od ode o u po pod przed przy nad za między pomiędzy przez przeciw przeciwko dla bez
wobec wśród wokół około dzięki według wbrew mimo pomimo podczas oprócz poza zamiast ku obok wraz
wzdłuż względem spośród
ja mnie mi mną ty ciebie cię tobie ci tobą on jego go jemu mu nim niego niemu ona jej ją nią niej
ono my nas nam nami wy was wam wami oni one ich im nimi nich się siebie sobie sobą kto kogo komu kim
co czego czemu czym ktoś coś nikt nic niczego
mój moja moje mojego mojej moich moim moją twój twoja nasz nasza nasze naszego naszej naszemu naszą
naszym naszych naszymi wasz wasza wasze waszego waszej swój swoja swoje swojego swojej swoim swoich
swoją ten ta te tego tej temu tę tą tym tych tymi tamten tamta tamte taki taka takie takiego
takiej takich takim który która które którego której któremu którą którym których którymi wszystko
wszystkie wszyscy wszystkich wszystkim każdy każda każde każdego każdej każdym żaden żadna żadne
żadnego żadnej sam sama samo sami samych inny inna inne innych innym innego innej jaki jaka jakie
jakich pewien
być jestem jesteś jest jesteśmy są był była było byli byłem byliśmy były będę będzie będziemy będą
będąc byłoby byłby mieć mam ma mamy macie mają miał miała miało mieli miały można może możemy mogą
mógł mogła mogli mogły mogłoby powinien powinna powinno powinniśmy powinny musi musimy muszą muszę
trzeba należy wolno chcę chce chcemy chcą został została zostało zostały zostali zostanie
gdzie dokąd skąd dlaczego tam tu tutaj wtedy potem bardzo bardziej najbardziej zbyt dość prawie
)";

constexpr std::string_view kPolishLight = R"(
rok roku rokiem lata lat latach latami rocznie miesiąc miesiąca miesiące miesięcy tydzień tygodnia
tygodni dzień dnia dni dniu dniach godzina godziny godzin minuta minut czas czasu czasie czasy
czasów raz razy razem dziś dzisiaj wczoraj jutro teraz obecnie zawsze nigdy często czasem znowu
znów wkrótce niedawno dawno wcześniej później ostatni ostatnia ostatnie ostatnich ostatnio następny
następne następnych zeszły ubiegły ubiegłego obecny obecna obecne obecnej obecnego dzisiejszy
dzisiejszej dekada dekady
styczeń stycznia luty lutego marzec marca kwiecień kwietnia maj maja czerwiec czerwca lipiec lipca
sierpień sierpnia wrzesień września październik października listopad listopada grudzień grudnia
poniedziałek wtorek środa czwartek piątek sobota niedziela
jeden jedna jedno jednego jednej jednym dwa dwie dwóch dwoje trzy trzech cztery czterech pięć sześć
siedem osiem dziewięć dziesięć dwadzieścia trzydzieści sto setki tysiąc tysiące tysięcy milion
miliony milionów miliard miliardy miliardów pół połowa połowy pierwszy pierwsza pierwsze pierwszego
pierwszej drugi druga drugie drugiego drugiej trzeci trzecia trzecie procent liczba liczby część
części wiele wielu dużo mało więcej mniej kilka kilku większość niektóre niektórych
pan pana panie pani panowie państwo
robić robi robimy robią zrobić zrobił dać daje dają dał iść idzie idą pójść przyjść wziąć mówić mówi
mówią powiedzieć powiedział wiedzieć wiem wie wiemy wiedzą myśleć myślę widzieć widzimy widzi stać
stał stało staje zacząć zaczął zostać pozostaje uważam
rzecz rzeczy sposób sposobu przypadek przypadku przykład przykładu fakt
)";

constexpr std::string_view kSwedishFunction = R"(
en ett den det de dem denna detta dessa sådan sådant sådana varje var vart alla allt all ingen inget
inga någon något några annan annat andra samma vilken vilket vilka vad vem vems båda bägge själv
själva man
jag mig min mitt mina du dig din ditt dina han honom hans hon henne hennes vi oss vår vårt våra ni
er ert era deras sig sin sitt sina dess varandra
i på av till för med från om mot vid åt efter före under över mellan genom utan hos ur inom utom
bland längs kring runt omkring bakom framför bredvid intill trots enligt sedan per via
och eller men så samt både antingen varken att som när då ifall eftersom därför medan innan
fast fastän även också dock ändå än ju väl nog inte ej icke aldrig bara endast redan ännu mycket mer
hur varför där här dit hit varav därmed således alltså
är varit vara vore blir blev bli blivit har hade haft ha kan kunde kunna kunnat ska skall skulle
vill ville vilja måste får fick få fått bör borde må måtte låt låta låter
)";

constexpr std::string_view kSwedishLight = R"(
år året åren årets årlig månad månader vecka veckor dag dagar dagen dagens timme timmar minut
minuter decennium decennier tid tiden tider gång gånger idag igår imorgon nu numera alltid ofta
ibland snart igen nyligen tidigare senare sista senaste nästa förra gångna nuvarande
januari februari mars april maj juni juli augusti september oktober november december måndag tisdag
onsdag torsdag fredag lördag söndag
två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio fyrtio femtio hundra hundratals tusen
tusentals miljon miljoner miljard miljarder halv halva hälften första tredje fjärde procent antal
antalet del delar delen många mest flera fler flesta färre mindre minst lite litet
herr fru
göra gör gjorde gjort ge ger gav gett givit gå går gick gått komma kommer kom kommit ta tar tog
tagit säga säger sade sa sagt veta vet visste tänka tänker tror tro se ser såg sett stå står stod
ställa ligga ligger lägga hålla håller höll hitta finns fanns finnas börja började fortsätta
sätt sak saker ting fall exempel slag
viss vissa olika särskilt kanske verkligen egentligen längre långt
)";

constexpr std::string_view kDanishFunction = R"(
en et den det de dem denne dette disse sådan sådant sådanne hver hvert alle alt al ingen intet nogen
noget nogle anden andet andre samme hvilken hvilket hvilke hvad hvem hvis begge selv man
jeg mig min mit mine du dig din dit dine han ham hans hun hende hendes vi os vor vort vores jer jeres
deres sig sin sit sine dens dets hinanden
i på af til for med fra om mod ved efter før under over mellem gennem igennem uden hos inden indenfor
udenfor blandt langs omkring rundt bag foran trods ifølge siden per via ad
og eller men så samt både enten hverken at som der når da fordi derfor mens skønt selvom også
dog end jo vel nok ikke ej aldrig kun blot allerede endnu meget mere hvor hvorfor hvordan her
dermed altså således
er var været være bliver blev blive blevet har havde haft have kan kunne kunnet skal skulle vil ville
villet må måtte bør burde får fik få fået lad lade lader
)";

constexpr std::string_view kDanishLight = R"(
år året årene årets årlig måned måneder uge uger dag dage dagen dagens time timer minut minutter
årti årtier tid tiden tider gang gange idag igår imorgen nu altid ofte sommetider snart igen nylig
tidligere senere sidste seneste næste forrige nuværende
januar februar marts april maj juni juli august september oktober november december mandag tirsdag
onsdag torsdag fredag lørdag søndag
to tre fire fem seks syv otte ni ti elleve tolv tyve tredive fyrre halvtreds hundrede hundreder tusind
tusinde tusinder million millioner milliard milliarder halv halve halvdelen første tredje fjerde
procent antal antallet del dele delen mange mest flere fleste færre mindre mindst lidt
hr fru
gøre gør gjorde gjort give giver gav givet gå går gik gået komme kommer kom kommet tage tager tog
taget sige siger sagde sagt vide vidste tænke tænker tror tro se ser set stå står stod sætte
ligge ligger lægge holde holder holdt finde findes fandt begynde begyndte fortsætte
måde måder sag sager ting tilfælde eksempel slags
vis visse forskellige særlig særligt måske virkelig egentlig lang langt
)";

constexpr std::string_view kNorwegianFunction = R"(
en ei et den det de dem denne dette disse slik slikt slike hver hvert alle alt all ingen intet noen
noe annen annet andre samme hvilken hvilket hvilke hva hvem begge selv man
jeg meg min mi mitt mine du deg din ditt dine han ham hans hun henne hennes vi oss vår vårt våre
dere deres sin sitt sine seg dens dets hverandre
i på av til for med fra om mot ved etter før under over mellom gjennom uten hos innen innenfor
utenfor blant langs omkring rundt bak foran tross ifølge siden per via hjå
og eller men så samt både enten verken at som der når da hvis dersom fordi derfor mens også
dog enn jo vel nok ikke ikkje aldri bare kun allerede ennå enda meget mer mye hvor hvorfor hvordan
her dermed altså således
er var vært være blir ble bli blitt har hadde hatt ha kan kunne kunnet skal skulle vil ville villet
må måtte bør burde får fikk få fått la lar
)";

constexpr std::string_view kNorwegianLight = R"(
år året årene årets årlig måned måneder uke uker dag dager dagen dagens time timer minutt minutter
tiår tid tiden tider gang ganger idag igår imorgen nå alltid ofte snart igjen nylig tidligere senere
siste seneste neste forrige nåværende
januar februar mars april mai juni juli august september oktober november desember mandag tirsdag
onsdag torsdag fredag lørdag søndag
to tre fire fem seks sju syv åtte ni ti elleve tolv tjue tretti førti femti hundre hundrevis tusen
tusenvis million millioner milliard milliarder halv halve halvparten første tredje fjerde prosent
antall antallet del deler delen mange mest flere fleste færre mindre minst litt
herr fru
gjøre gjør gjorde gjort gi gir ga gitt gå går gikk gått komme kommer kom kommet ta tar tok tatt si
sier sa sagt vite vet visste tenke tenker tror tro se ser sett stå står sto sette ligge ligger
legge holde holder holdt finne finnes fant begynne begynte fortsette
måte måter sak saker ting tilfelle eksempel slags
viss visse forskjellige ulike særlig spesielt kanskje virkelig egentlig lang langt
)";

constexpr std::string_view kIndonesianFunction = R"(
yang dan di ke dari dalam pada untuk dengan oleh kepada terhadap tentang antara bagi atas bawah demi
hingga sampai sejak selama seperti sebagai tanpa melalui menurut selain secara per mengenai akibat karena sebab
sehingga agar supaya bahwa jika kalau apabila bila ketika saat sementara walaupun meskipun namun
tetapi tapi melainkan atau maupun serta lalu kemudian maka sedangkan daripada guna sambil setelah
sesudah sebelum
ini itu tersebut para si sang suatu sebuah seorang setiap tiap semua seluruh segala masing lain
lainnya sendiri
saya aku kami kita kamu anda engkau ia dia beliau mereka nya kau siapa apa mana apakah bagaimana
mengapa kenapa kapan dimana berapa
adalah ialah merupakan ada tidak tak bukan belum jangan akan telah sudah sedang masih pernah dapat
bisa boleh harus mesti perlu ingin mau mampu hendak
juga pun lagi saja hanya sangat sekali lebih paling amat terlalu cukup begitu demikian sini situ
sana lah kah jadi semakin hampir memang mungkin tentu diri dirinya sesuatu nggak gak aja sih udah kalo yakni yaitu justru bahkan malah
)";

constexpr std::string_view kIndonesianLight = R"(
tahun tahunan bulan minggu hari jam menit dekade waktu masa kali sekarang kini kemarin besok
nanti tadi dulu dahulu selalu sering kadang segera baru terakhir depan mendatang
januari februari maret april mei juni juli agustus september oktober november desember senin selasa
rabu kamis jumat sabtu
satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus ratusan
seratus ribu ribuan seribu juta jutaan miliar milyar triliun setengah separuh pertama kedua ketiga
keempat persen jumlah bagian banyak sedikit beberapa sejumlah berbagai sebagian kurang sekitar
bapak ibu saudara tuan nyonya
membuat buat memberi memberikan diberikan mengambil menjadi menjadikan mengatakan berkata kata
tahu mengetahui melihat terlihat datang pergi mulai terus tetap melakukan dilakukan terjadi
memiliki mempunyai akhirnya
hal cara jenis macam contoh misalnya contohnya
tertentu sama berbeda
)";

constexpr std::string_view kTurkishFunction = R"(
ve veya ya da de ki ile ama fakat ancak lakin çünkü eğer ise hem ne mi mı mu mü gibi için göre kadar
sonra önce beri doğru karşı rağmen dolayı üzere üzerine üzerinde üzerinden dair ait diye yoksa
halde yani zira hatta üstelik böylece dolayısıyla ayrıca içinde içinden içine arasında arasındaki
arasından altında tarafından hakkında yoluyla aracılığıyla boyunca itibaren dışında karşısında
bir bu şu o bunu bunun buna bunda bundan bunlar bunları bunların onu onun ona onda ondan onlar onları
onların şunu şunun her herkes hiç hiçbir bazı kimi tüm bütün hep hepsi hepimiz başka diğer diğerleri
aynı kendi kendisi kendini kendine kendimiz böyle şöyle öyle birbirine birbirini
ben beni benim bana bende benden sen seni senin sana biz bizi bizim bize bizde bizden siz sizi sizin
size sizden kim kimse neden niçin niye nasıl nerede nereye hangi kaç
değil var yok olan olarak olduğu olduğunu olup olur oldu olmuş olmuştur olacak olacaktır olması
olmak olsa olsun olmayan olmadığı oluyor olabilir olmaz olmalıdır idi imiş iken etmek eden etti
ediyor edilen edilmesi etmiş etmektedir edecek edecektir etme etmesi ederek edildi ettiği ettik
ediyoruz edeceğiz dir dır
çok daha en pek az bile sadece yalnız yalnızca artık henüz zaten belki işte şimdi burada orada
)";

constexpr std::string_view kTurkishLight = R"(
yıl yılı yılın yılda yıllar yıllık yıldır yılında yılından ay ayı ayında hafta gün günü günün günde
günler gündür saat dakika zaman zamanda kez kere defa bugün bugünkü dün yarın daima
asla bazen sık yeniden tekrar yakında geçen son sonraki önceki geçmiş gelecek
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazartesi salı çarşamba
perşembe cuma cumartesi pazar
iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli altmış yetmiş seksen doksan yüz yüzde
bin binlerce milyon milyonlarca milyar trilyon yarım yarı yarısı birinci ikinci üçüncü ilk sayı
sayısı sayıda kısım kısmı birçok çoğu fazla birkaç bazıları
sayın bay bayan bey hanım
yapmak yapan yaptı yapılan yapılması yapıyor yapıyoruz vermek verdi veren verilen veriyor almak aldı
alan alınan alıyor gelmek geldi gelen geliyor gitmek gitti giden gidiyor demek dedi diyor diyoruz
bilmek biliyor biliyoruz görmek gördü görüyoruz söylemek söyledi istemek istiyor istiyoruz sağlamak
şey şeyi şeyler tür türlü şekil şekilde şekli durum durumda örnek örneğin
)";

constexpr std::string_view kArabicFunction = R"(
و في من على إلى الى عن مع بين حتى منذ خلال عند عبر ضد حول دون بدون لدى نحو بعد قبل فوق تحت أمام
وراء أثناء ضمن بشأن وفي ومن وعلى وإلى وعن ومع فيه فيها منه منها عليه عليها إليه إليها به بها بهم له
لها لهم لنا لكم لي منهم فيهم عليهم إليهم معه معها بينهم
أن إن أنه إنه أنها إنها أننا إننا بأن لأن لأنه وأن وإن أو أم ثم بل لكن ولكن إذا إذ لو كما مثل
حيث حين عندما بينما كي لكي كلما لما مما فيما عما بما وما
هذا هذه ذلك تلك هؤلاء أولئك وهذا وهذه هنا هناك الذي التي الذين اللذان اللواتي ما ماذا لماذا كيف
متى أين هل أي أية كل جميع كافة بعض غير سوى نفس كلا
أنا نحن أنت أنتم هو هي هم هن وهو وهي وهم
لا لم لن ليس ليست قد لقد وقد سوف كان كانت كانوا يكون تكون يكونوا كنا وكان ليكون أصبح أصبحت يمكن
يجب ينبغي فإن فقد فقط أيضا أيضًا جدا إلا أما إنما
)";

constexpr std::string_view kArabicLight = R"(
عام عاما سنة سنوات السنوات العام الأعوام شهر أشهر أسبوع يوم اليوم أيام ساعة وقت الوقت مرة مرات الآن
أمس غدا دائما أبدا الماضي الماضية المقبل القادم الأخيرة الأخير حاليا
واحد واحدة اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة سبعة ثمانية تسعة عشرة عشر مئة مائة ألف آلاف
مليون ملايين مليار نصف ثلث ربع أول الأول الأولى الثاني الثانية الثالث المائة عدد جزء كثير كثيرة
الكثير العديد أكثر أقل معظم بضع عدة
السيد السيدة الدكتور
قال قالت يقول تقول جعل أخذ أعطى جاء شيء أشياء مثال
)";

// The lists that follow are short: enough to recognise the language. What they lack is recognised
// from the corpus, as in languages without a list.

constexpr std::string_view kBulgarianFunction = R"(
и а но или да ли че за на от в във с със по до при към през между без над под пред след около срещу
докато когато ако защото като както така също обаче нито дори само още вече много повече най не ни
няма се си аз ти той тя то ние вие те ме мен ми го му я ѝ им ги нас нам вас вам тях него нея този
тази това тези онзи онази онези който която което които чийто кой коя какво каквото кого всеки всяка
всяко всички всичко някой някои никой нищо един една едно свой своя свое свои наш наша наше наши ваш
техен техните нашите нашата нашето нашия е са съм сме сте беше бяха бил била било били бъде бъдат ще
щеше има имаме имат имаше може можем могат трябва как къде защо тук там където
)";

constexpr std::string_view kUkrainianFunction = R"(
і й та а але або чи що щоб якщо коли як так також тому бо хоча ні не навіть лише тільки вже ще саме
у в на з із зі до від для за про по під над перед через між без при після біля проти серед навколо
протягом щодо я мене мені ти він його йому вона її їй воно ми нас нам нами ви вас вам вони їх їм
ними себе собі цей ця це ці цього цієї цих цим той те ті того тих тим який яка яке які якого якої
яких яким все всі всіх всього кожен кожна кожного кожної весь вся наш наша наше наші нашого нашої
наших свій своя своє свої своїх своїми свого хто ніхто ніщо щось хтось є був була було були буде
будуть будемо бути може можуть можемо повинні повинен має мають маємо треба потрібно необхідно тут
там де дуже більше
)";

constexpr std::string_view kCzechFunction = R"(
a i ale nebo ani aby že když jestli pokud protože jako jak tak také proto však než ne jen už ještě
jenom v ve na z ze do od o u k ke s se po pod před při nad za mezi přes proti pro bez podle vedle
kolem během kvůli já mě mne mi mně ty tě on jeho ho jemu mu něm ním ona její jí ji ono my nás nám
námi vy vás vám oni ony jejich jim je nich nimi si sebe sobě svůj svá své svou svých svými svýma náš
naše naši našeho naší našich naším ten ta to ti toho té tomu tu tom tím těch těm tento tato toto
tyto který která které kterou kteří kterého kterých kdo co čeho každý každá každé všechno všichni
všech něco někdo nikdo nic jsem jsi jsme jste jsou byl byla bylo byli byly být bude budou budeme
bychom by má máme mají měl může můžeme mohou musí musíme musejí chce chceme chtějí není nejsou zde
tam kde kdy proč velmi více
)";

constexpr std::string_view kHungarianFunction = R"(
a az egy és de hogy nem is ha mert mint vagy meg ne se sem sőt azonban ezért tehát pedig míg amíg
ahogy amikor mikor hiszen akkor már még csak nagyon minden mindenki semmi senki valami valaki ez ezt
ezek azok azt azoknak ennek annak ebben abban ezen azon erre arra ami amit aki akik akit akiket
amely amelyek amelyet ki mi miért hol hova itt ott így úgy én te ő ti ők engem téged őt minket
bennünket titeket őket nekem neked neki nekünk nektek nekik magát maga saját miénk övék között alatt
által szerint után előtt mellett felett fölött ellen iránt nélkül során miatt óta felé körül vagyok
van vagyunk vannak volt voltak lesz lesznek lenne legyen lehet kell kellett tud tudunk akar akarják
el be fel le össze több legtöbb
)";

constexpr std::string_view kRomanianFunction = R"(
și şi sau dar iar însă ci că să dacă când cum unde deși fiindcă pentru de la în din cu pe prin fără
sub peste între spre după până despre către contra împotriva datorită lângă dintre decât ca un o
unui unei unor al a ai ale acest această acești aceste acestui acestei acestor acesta aceasta
acestea aceia acel acea acei acele celui celei celor cel cea cei cele orice fiecare toți toate tot
toată niciun nicio alt altă alți alte care ce cine cui cărui cărora nimeni nimic ceva cineva eu mine
mă mi tu te ție el ea îl îi i l le lui ei noi ne nouă nostru noastră noștri noastre voi vă vouă
vostru ele lor se își său sa săi sale sine nu mai foarte prea doar chiar încă deja nici astfel așa
aici acolo sunt este e suntem sunteți era erau am are avem aveți au avea fi fost fiind fie va vom
vor ar aș pot poate putem puteți putea trebuie
)";

constexpr std::string_view kFinnishFunction = R"(
ja tai mutta että jos kun kuin koska sekä eli joko vaan vaikka jotta niin myös siis sillä kuitenkin
ei en emme eivät ette eikä emmekä älä minä minun minut minua sinä sinun hän hänen hänet me meidän
meitä meille meillä te teidän he heidän heitä heille se sen sitä siitä siinä siihen sille ne niiden
niitä niille niissä niistä tämä tämän tätä tässä tästä tähän nämä näiden näitä tuo nuo joka jonka
jota jossa josta johon jotka joiden joita joille mikä minkä mitä kuka ketkä jokainen jokaisen
jokaiselle kaikki kaikkien kaikkia mitään kukaan joku jotain itse oma omat on ovat olen olemme olet
oli olivat ollut olleet olla olisi ole voi voimme voivat voidaan pitää täytyy tulee tulevat kanssa
ennen jälkeen aikana kohti vastaan ilman mukaan kautta välillä yli alla päällä vielä jo nyt vain
hyvin enemmän siellä täällä
)";

constexpr std::string_view kCatalanFunction = R"(
el la els les lo un una uns unes del dels al als pel pels de a en amb per contra des entre fins
sense sobre sota durant segons cap i o ni però sinó perquè que si com quan on mentre així també
tampoc doncs encara ja no més menys molt tan jo mi em tu et ell ella es se nosaltres ens nos
vosaltres us ells elles hi ho li meu meva teu seu seva seus seves nostre nostra nostres vostre
aquest aquesta aquests aquestes això aquell aquella aquells aquelles allò tot tota tots totes cada
algun alguna alguns algunes altre altra altres qui què qual quals qualsevol mateix mateixa res ningú
sóc és som són era eren estat ser sigui siguin està estan han ha hem he havia haver va van vam vaig
pot podem poden hauria cal volem vol volen
)";

constexpr std::string_view kGreekFunction = R"(
ο η το οι τα του τησ των τον την τισ τουσ στο στη στην στον στα στισ στουσ ένασ ένα μια μία ενόσ
μιασ και ή αλλά όμωσ ότι πωσ να θα ασ αν όταν γιατί επειδή ώστε ενώ όπωσ καθώσ δεν μην μη ούτε σε
από με για προσ κατά μετά χωρίσ μεταξύ παρά πριν υπό αντί μέχρι εγώ εσύ αυτόσ αυτή αυτό αυτοί αυτέσ
αυτά αυτού αυτήσ αυτών αυτόν αυτήν εμείσ εσείσ μασ σασ μου σου που ποιοσ ποια όποιοσ όσο όσα όσοι
όσουσ κάθε κάποιοσ κάποιοι όλοι όλα όλεσ όλων όλουσ τίποτα άλλο άλλα άλλοι άλλεσ είναι είμαι είμαστε
ήταν έχω έχει έχουμε έχουν είχε είχαν μπορεί μπορούμε μπορούν πρέπει πολύ πιο μόνο επίσησ ακόμη εδώ
εκεί δική δικό δικά
)";

// Han words are units of several characters; both ways of writing are listed.
constexpr std::string_view kChineseFunction = R"(
的 地 得 之 了 着 著 过 過 吗 嗎 呢 吧 啊 嘛
我 你 您 他 她 它 我们 我們 你们 你們 他们 他們 她们 她們 它们 它們 咱们 咱們 自己 大家 其 彼此
这 這 那 此 该 該 某 各 每 这个 這個 那个 那個 这些 這些 那些 这种 這種 那种 那種 这样 這樣 那样
那樣 这里 這裡 那里 那裡 这是 這是 其他 其它 另 另外 有的 有些 一些 任何 所有 一切 什么 什麼 谁 誰
哪 哪些 哪里 怎么 怎麼 怎样 怎樣 如何 为什么 為什麼 如此
和 与 與 及 以及 或 或者 并 並 并且 並且 而 而且 且 但 但是 却 卻 然而 不过 不過 因为 因為 因此
所以 由于 由於 如果 若 假如 只要 只有 虽然 雖然 尽管 儘管 即使 无论 無論 不论 不論 不仅 不僅
不但 不只 既 又 还是 還是 于是 於是 从而 從而 以便 以免 则 則 即 即将 即將 就是 也是 都是
在 于 於 从 從 自 向 往 朝 对 對 对于 對於 关于 關於 由 被 把 将 將 给 給 让 讓 使 叫 为 為 为了
為了 以 按 按照 依照 根据 根據 通过 通過 经 經 经过 經過 随着 隨著 沿 沿着 用 跟 同 比 除 除了 至
到 当 當 作为 作為 等 等等 之间 之間 之中 之后 之後 之前 之一 以来 以來 以后 以後 以前 以上 以下
以内 以內 以外 上 下 中 里 裡 内 內 外 间 間 前 后 後 左右 期间 期間 所 者 们 們 第
是 不是 有 没有 沒有 没 沒 无 無 不 未 非 勿 别 能 能够 能夠 可 可以 可能 会 會 要 应 應 应该 應該
应当 應當 必须 必須 须 須 需 需要 想 愿意 願意 肯 敢
也 都 就 才 只 仅 僅 还 還 更 最 很 太 十分 非常 极 極 极其 極其 较 較 比较 比較 已 已经 已經 曾
曾经 曾經 正 正在 再 再次 仍 仍然 依然 均 皆 则是 便 如 像 似 例如 比如 特别是 特別是 尤其 甚至
并不 並不 不能 不会 不會 不要 不可 不得 不断 不斷 进一步 進一步 一定 一样 一樣 一起 一直 一方面
)";

constexpr std::string_view kChineseLight = R"(
年 月 日 号 號 时 時 天 周 週 星期 小时 小時 分钟 分鐘 季度 上半年 下半年 年度 年代 年底 年初 年来
年來 今年 去年 前年 明年 后年 後年 当年 當年 每年 全年 本年 本年度 上年 近年 近年来 近年來 多年
多年来 多年來 几年 幾年 五年 三年 今天 昨天 明天 今日 现在 現在 目前 当前 當前 如今 过去 過去 将来
將來 今后 今後 此后 此後 时候 時候 时间 時間 同时 同時 首先 其次 最后 最後 一年 一年来 一年來
一 二 三 四 五 六 七 八 九 十 百 千 万 萬 亿 億 零 〇 两 兩 几 幾 数 數 半 双 雙 多 少 许多 許多
很多 不少 大量 多少 一个 一個 一种 一種 一次 一批 一项 一項 一部分 部分 两个 兩個 三个 三個 几个
幾個 第一 第二 第三 第四 第五 百分之 倍 约 約 大约 大約 个 個 种 種 次 项 項 件 位 名 届 屆
条 條 家 座 吨 噸 元 亩 畝 公斤 公里 万吨 萬噸 亿元 億元 万元 萬元 万人 萬人 万亩 萬畝 余 餘 来
來 多万 多萬 近 达 達 达到 達到 超过 超過
做 作 作出 进行 進行 给予 給予 加以 予以 说 說 看 知道 认为 認為 成为 成為 开始 開始 继续 繼續
事 事情 东西 東西 方面 情况 情況 问题上 問題上 先生 女士 同志 各位
)";

constexpr std::string_view kJapaneseFunction = R"(
の は が を に へ と も で や から まで より など ば か ね よ な だ です ます でし まし た て し する
した して され れる られる せる させる いる いた い ある あり あっ ない なく なかっ ず ぬ う よう
これ それ あれ この その あの どの ここ そこ あそこ こう そう こと もの ため とき ところ わけ はず
そして また しかし それで だから ので のに けれど けれども ただし および 及び ならび 並び あるいは
または 私 私たち 我々 われわれ あなた 彼 彼女 彼ら 何 誰 どこ いつ なぜ における において に対し
に関する として について という といった によって により
)";

constexpr std::string_view kJapaneseLight = R"(
年 月 日 時 分 秒 週 今 今日 昨日 明日 今年 昨年 去年 来年 本年 現在 過去 将来 今後 前 後 以来 以上
以下 毎年 一 二 三 四 五 六 七 八 九 十 百 千 万 億 兆 一つ 二つ 三つ 第 回 個 人 者 円 さん 氏 様
多く 多い 少し すべて 全て なる なり なっ 行う 行い 行っ 言う 思い 思う 考え くる きた いく いき
)";

constexpr std::array kLanguages = {
    LanguageWords{"ar", "ara arabic العربية", "arabic", kArabicFunction, kArabicLight},
    LanguageWords{"bg", "bul bulgarian български", nullptr, kBulgarianFunction, ""},
    LanguageWords{"ca", "cat catalan català", "catalan", kCatalanFunction, ""},
    LanguageWords{"cs", "ces cze czech čeština česky", nullptr, kCzechFunction, ""},
    LanguageWords{"da", "dan danish dansk", "danish", kDanishFunction, kDanishLight},
    LanguageWords{"de", "deu ger german deutsch", "german", kGermanFunction, kGermanLight},
    LanguageWords{"el", "ell gre greek", "greek", kGreekFunction, ""},
    LanguageWords{"en", "eng english", "english", kEnglishFunction, kEnglishLight},
    LanguageWords{"es", "spa spanish castilian español castellano", "spanish", kSpanishFunction,
                  kSpanishLight},
    LanguageWords{"eu", "eus baq basque euskara", "basque", "", ""},
    LanguageWords{"fi", "fin finnish suomi", "finnish", kFinnishFunction, ""},
    LanguageWords{"fr", "fra fre french français", "french", kFrenchFunction, kFrenchLight},
    LanguageWords{"ga", "gle irish gaeilge", "irish", "", ""},
    LanguageWords{"hi", "hin hindi", "hindi", "", ""},
    LanguageWords{"hu", "hun hungarian magyar", "hungarian", kHungarianFunction, ""},
    LanguageWords{"hy", "hye arm armenian", "armenian", "", ""},
    LanguageWords{"id", "ind indonesian bahasa", "indonesian", kIndonesianFunction,
                  kIndonesianLight},
    LanguageWords{"it", "ita italian italiano", "italian", kItalianFunction, kItalianLight},
    LanguageWords{"ja", "jpn japanese 日本語", nullptr, kJapaneseFunction, kJapaneseLight},
    LanguageWords{"lt", "lit lithuanian", "lithuanian", "", ""},
    LanguageWords{"ne", "nep nepali", "nepali", "", ""},
    LanguageWords{"nl", "nld dut dutch flemish nederlands", "dutch", kDutchFunction, kDutchLight},
    LanguageWords{"no", "nb nn nor nob nno norwegian norsk bokmål nynorsk", "norwegian",
                  kNorwegianFunction, kNorwegianLight},
    LanguageWords{"pl", "pol polish polski", nullptr, kPolishFunction, kPolishLight},
    LanguageWords{"pt", "por portuguese português", "portuguese", kPortugueseFunction,
                  kPortugueseLight},
    LanguageWords{"ro", "ron rum romanian moldavian română", "romanian", kRomanianFunction, ""},
    LanguageWords{"ru", "rus russian русский", "russian", kRussianFunction, kRussianLight},
    LanguageWords{"sr", "srp serbian srpski", "serbian", "", ""},
    LanguageWords{"sv", "swe swedish svenska", "swedish", kSwedishFunction, kSwedishLight},
    LanguageWords{"ta", "tam tamil", "tamil", "", ""},
    LanguageWords{"tr", "tur turkish türkçe", "turkish", kTurkishFunction, kTurkishLight},
    LanguageWords{"uk", "ukr ukrainian українська", nullptr, kUkrainianFunction, ""},
    LanguageWords{"yi", "yid yiddish", "yiddish", "", ""},
    LanguageWords{"zh", "zho chi cmn chinese mandarin 中文 汉语 漢語 普通话", nullptr,
                  kChineseFunction, kChineseLight},
};
static_assert(kLanguages.size() <= kMostLanguages);

}  // namespace

std::span<const LanguageWords> language_words() {
  return kLanguages;
}

}  // namespace leitwort::text
