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
everybody everything nobody nothing there here
about above across after against along alongside amid amidst among amongst around as at before
behind below beneath beside besides between beyond by concerning despite down during except for
from in inside into like near of off on onto out outside over per regarding round since than
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
amount amounts
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
perhaps maybe indeed really actually simply almost nearly certainly clearly especially particularly
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
幾個 第一 第二 第三 第四 第五 百分之 倍 约 約 大约 大約 左右 个 個 种 種 次 项 項 件 位 名 届 屆
条 條 家 座 吨 噸 元 亩 畝 公斤 公里 万吨 萬噸 亿元 億元 万元 萬元 万人 萬人 亿 万亩 萬畝 余 餘 来
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
    LanguageWords{"en", "eng english", "english", kEnglishFunction, kEnglishLight},
    LanguageWords{"ja", "jpn japanese 日本語", nullptr, kJapaneseFunction, kJapaneseLight},
    LanguageWords{"zh", "zho chi cmn chinese mandarin 中文 汉语 漢語", nullptr, kChineseFunction,
                  kChineseLight},
};

}  // namespace

std::span<const LanguageWords> language_words() {
  return kLanguages;
}

}  // namespace leitwort::text
