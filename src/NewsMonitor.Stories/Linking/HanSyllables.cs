namespace NewsMonitor.Stories.Linking;

/// <summary>
/// How the characters sound in which Chinese writes foreign names, and those of frequent Chinese names: enough to find a name that another
/// language spells, not to read Chinese.
/// </summary>
internal static class HanSyllables
{
    private const string All =
        "a 阿 ai 艾爱埃 an 安 ao 奥澳敖 ba 巴 bai 拜白 ban 班 bao 鲍保宝 bei 贝北 ben 本 bi 比彼毕 bin 宾斌 bo 波博伯 bu 布卜 ke 克柯科可 cai 蔡 cao 曹 chao 超 che 切车 chen 陈晨 cheng 程成 "
        + "chu 楚 chun 春 da 达大 dai 戴代 dan 丹 dao 道 de 德 deng 邓登 di 迪蒂狄地 ding 丁 du 杜 dun 顿敦 duo 多朵 e 厄鄂 en 恩 er 尔 fa 法 fan 范凡 fang 方芳 fei 费菲飞 fen 芬 feng 冯峰丰 "
        + "fo 佛 fu 福弗富夫傅 gai 盖 gan 甘 gang 冈刚 gao 高 ge 格戈葛 gu 古顾 guo 郭国 ha 哈 hai 海 han 汉韩翰 hao 豪郝 he 赫何贺 heng 亨 hong 洪 hou 侯 hu 胡 hua 华花 huang 黄 hui 惠 "
        + "huo 霍 ji 吉季 jia 加贾佳嘉 jian 健建剑 jiang 江蒋姜 jie 杰洁 jin 金津靳 jing 京静 jun 军君俊 ka 卡 kai 凯 kan 坎 kang 康 kong 孔 ku 库 kuang 邝 kun 昆 la 拉 lai 莱赖来 lan 兰蓝 "
        + "lang 朗 lao 劳 le 勒乐 lei 雷蕾 li 里利李丽莉黎立 lian 连 liang 梁良亮 lin 林琳 ling 玲凌 liu 刘柳 long 龙隆 lu 卢鲁路陆 lun 伦 luo 罗洛 lv 吕 ma 马玛 mai 麦迈 man 曼 mao 毛 mei 梅美 "
        + "men 门 meng 蒙孟梦 mi 米 mian 勉 min 敏 ming 明 mo 莫 mu 穆姆慕 na 纳娜 nai 奈 nan 南楠 nei 内 neng 能 ni 尼妮 ning 宁 niu 纽 nuo 诺 ou 欧 pa 帕 pai 派 pan 潘 pang 庞 pei 佩裴 "
        + "peng 彭蓬鹏 pi 皮 ping 平萍 po 坡 pu 普蒲 qi 奇齐琪 qian 钱 qiang 强 qiao 乔 qin 秦琴 qing 青清庆 qiong 琼 qiu 丘邱 re 热 ren 任仁 rong 荣蓉 ru 茹 rui 瑞锐 ruo 若 sa 萨 sai 塞赛 "
        + "san 桑三 sen 森 sha 沙莎 shan 山珊 shang 尚 shao 邵绍 she 舍 shen 申沈 sheng 圣盛 shi 施什史石 shu 舒 si 斯思丝 song 宋松 su 苏 sun 孙 suo 索 ta 塔 tai 泰台 tan 坦谭 tang 唐汤 "
        + "tao 涛陶 te 特 ti 提 tian 田天 ting 廷婷 tong 通彤 tu 图 tuo 托 wa 瓦 wan 万 wang 王汪旺 wei 维威韦魏伟卫 wen 文温 wo 沃 wu 乌吴武 xi 西希习席 xia 夏霞 xian 先 xiang 祥向 xiao 萧肖晓小 "
        + "xie 谢 xin 辛欣新 xing 星 xiong 雄 xiu 秀 xu 徐许 xue 雪薛 ya 亚雅 yan 严颜燕 yang 杨阳 yao 姚 ye 耶叶 yi 伊易毅 yin 因尹 ying 英 yong 勇 you 尤 yu 于余宇玉 yuan 袁 yue 约岳 yun 云 "
        + "za 扎 zai 载 ze 泽则 zeng 曾 zha 扎 zhan 詹 zhang 张章 zhao 赵 zhe 哲 zhen 珍 zheng 郑 zhi 治志 zhong 钟 zhou 周 zhu 朱 zhuo 卓 zi 兹 zong 宗 zou 邹 zuo 佐";

    private const string Families = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛段雷龙黎史陶贺毛习";

    private static readonly Dictionary<char, string> Sounds = Build();

    public static bool Has(char c) => Sounds.ContainsKey(c);

    /// <summary>True for a character that is a frequent Chinese family name.</summary>
    public static bool IsFamily(char c) => Families.Contains(c);

    /// <summary>The sounds of characters, one after the other.</summary>
    public static string Read(ReadOnlySpan<char> characters)
    {
        var sounds = new System.Text.StringBuilder(characters.Length * 3);
        foreach (var c in characters)
            sounds.Append(Sounds.GetValueOrDefault(c, ""));
        return sounds.ToString();
    }

    private static Dictionary<char, string> Build()
    {
        var sounds = new Dictionary<char, string>();
        var words = All.Split(' ');
        for (var i = 0; i < words.Length; i += 2)
        {
            foreach (var c in words[i + 1])
                sounds.TryAdd(c, words[i]);
        }

        // In names from other languages it is ki or gi.
        sounds['基'] = "ki";
        return sounds;
    }
}
