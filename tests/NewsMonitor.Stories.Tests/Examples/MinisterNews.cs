using NewsMonitor.Model;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Examples;

/// <summary>
/// Two events that share their people, countries and most of their vocabulary, as several outlets might report them, and other news of the
/// same kind around them.
/// </summary>
internal static class MinisterNews
{
    private static readonly DateTimeOffset Call = new(2024, 10, 8, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Visit = new(2023, 8, 28, 6, 0, 0, TimeSpan.Zero);

    private const string AgencyReport =
        """
        BEIJING - China's Commerce Minister Wang Wentao and US Commerce Secretary Gina Raimondo spoke by telephone on Tuesday, the ministry in Beijing said, calling the conversation candid, in-depth and pragmatic.
        Wang told Raimondo that China was seriously concerned about Washington's semiconductor policy and about its plan to keep Chinese connected cars off American roads, and urged the United States to lift sanctions on Chinese companies as soon as possible.
        He asked that the boundaries of national security be drawn clearly, which he said would steady supply chains and help companies from both countries work together.
        The two sides agreed to keep their channels of communication open.
        """;

    public static IReadOnlyList<Article> TheCall { get; } =
    [
        Report("call-1", "Chinese and US commerce chiefs hold candid phone talks", AgencyReport, Call),
        Report(
            "call-2", "Raimondo tells Wang national security is not negotiable",
            """
            WASHINGTON - Commerce Secretary Gina Raimondo spoke on the phone with her Chinese counterpart, Wang Wentao, on Tuesday and told him that US national security was not up for negotiation, her department said.
            Raimondo repeated the "small yard, high fence" approach, under which export controls stay narrow but strict, and raised the lack of regulatory transparency in China, non-market policies and structural overcapacity.
            The call comes two weeks after the department proposed to ban Chinese software from connected cars from model year 2027 and Chinese hardware from 2030.
            Both officials said that lines of communication would stay open.
            """,
            Call.AddHours(3)),
        Report(
            "call-3", "China presses US over chip curbs and connected cars in ministers' call",
            """
            China voiced serious concern over American chip restrictions and a proposed ban on Chinese technology in connected vehicles when Wang Wentao talked with Gina Raimondo by phone on October 8, the Ministry of Commerce said.
            Wang, the minister, said it was vital to make clear where national security ends in trade, and called on Washington to remove sanctions on Chinese firms and to improve the climate for business.
            The American side raised tariffs last month on Chinese electric cars, batteries and solar cells, part of measures that cover goods worth $18 billion.
            The ministry described the exchange as candid, in-depth and pragmatic.
            """,
            Call.AddHours(5)),
        Report(
            "call-4", "Commerce minister Wang calls on Secretary Raymond to lift sanctions",
            """
            China's Minister of Commerce Wang Wentao held a telephone conversation with US Secretary of Commerce Raymond on the 8th. The two sides had a candid, in-depth and pragmatic exchange on economic and trade concerns.
            Wang Wentao focused on serious concerns over the US semiconductor policy toward China and over restrictions on Chinese connected cars.
            He stressed that it is important to clarify the boundaries of national security in the field of economy and trade, and that this helps the security of industrial and supply chains.
            He urged the US to pay heed to the concrete worries of Chinese enterprises, to lift sanctions on Chinese enterprises at an early date and to improve the business environment for Chinese enterprises in the US. Both sides agreed to keep communication open.
            """,
            Call.AddHours(8)),
        Report("call-5", "Chinese and US commerce chiefs hold candid phone talks", "(Agency) " + AgencyReport[..AgencyReport.LastIndexOf("The two sides", StringComparison.Ordinal)], Call.AddHours(9)),
        Report(
            "call-6", "What the Raimondo-Wang phone call says about the next round of the tech dispute",
            """
            A telephone conversation on Tuesday between Gina Raimondo and Wang Wentao settled nothing, and both capitals published accounts that hardly overlap.
            Beijing's version dwells on semiconductors, sanctioned companies and the rule proposed on September 23 against Chinese software and hardware in connected cars. Washington's speaks of overcapacity, of regulatory transparency, and of a small yard with a high fence.
            The commercial working group, which met for the second time this year, is to go on, and the two commerce chiefs agreed to stay in touch.
            """,
            Call.AddHours(26)),
    ];

    public static IReadOnlyList<Article> TheVisit { get; } =
    [
        Report(
            "visit-1", "Raimondo meets Wang in Beijing, agrees on commercial working group",
            """
            BEIJING - US Commerce Secretary Gina Raimondo met China's Commerce Minister Wang Wentao in Beijing on Monday at the start of a four-day trip, and the two agreed to set up a commercial working group of officials and business people.
            They also launched an "export control enforcement information exchange", whose first meeting is to be held at the ministry on Tuesday, and agreed to meet in person every year.
            Raimondo said that it was profoundly important for the two largest economies to have a stable relationship. Wang raised the August order that restricts American investment in Chinese chips, quantum computing and artificial intelligence.
            """,
            Visit.AddHours(4)),
        Report(
            "visit-2", "US and China to exchange information on export controls as Raimondo visits",
            """
            The United States and China will start an information exchange on the enforcement of export controls and a working group on commercial issues, Gina Raimondo announced in Beijing on the first full day of her visit.
            She is the fourth senior American official to travel to China this summer. Wang Wentao, her host, told her that the economic relationship matters to the whole world; the secretary said there was no room to compromise on national security.
            She is to see Vice Premier He Lifeng, Premier Li Qiang and the culture and tourism minister, Hu Heping, before she goes on to Shanghai.
            """,
            Visit.AddHours(7)),
        Report(
            "visit-3", "Raimondo sees Li Qiang and He Lifeng on second day of China trip",
            """
            On the second day of her visit to Beijing, US Commerce Secretary Gina Raimondo met Premier Li Qiang and Vice Premier He Lifeng, and agreed with the tourism minister Hu Heping to bring more travellers back.
            Chinese officials complained about American export controls; she brought up the curbs on Micron and on exports of gallium and germanium.
            The export control information exchange agreed on Monday with Wang Wentao met for the first time on Tuesday. Raimondo leaves for Shanghai, where the four-day trip ends.
            """,
            Visit.AddDays(1)),
        Report(
            "visit-4", "In Shanghai, Raimondo says companies find China 'uninvestable'",
            """
            US Commerce Secretary Gina Raimondo ended her four-day trip to China in Shanghai on Wednesday, after talks in Beijing with Wang Wentao, He Lifeng and Premier Li Qiang that produced a commercial working group and an exchange on export control enforcement.
            American businesses have told her that China is becoming uninvestable, she said, naming fines without explanation, raids and the curbs on Micron. The two sides will meet every year.
            """,
            Visit.AddDays(2)),
    ];

    /// <summary>What else the same desks wrote; each is a story of its own.</summary>
    public static IReadOnlyList<Article> Others { get; } =
    [
        Report(
            "other-1", "China files complaint at WTO over European tariffs on electric cars",
            """
            China has asked the World Trade Organization to rule on the extra duties that the European Union wants to put on electric cars made in China, the commerce ministry in Beijing said.
            Brussels says that the cars are subsidised. Member states vote on the definitive duties on Friday.
            """,
            Call.AddDays(-1)),
        Report(
            "other-2", "China hits European brandy with deposits in trade row",
            """
            Importers of brandy from the European Union have to pay deposits at Chinese customs from Friday, the commerce ministry said on Tuesday, days after EU members voted for duties on electric cars. Shares of French cognac makers fell.
            """,
            Call.AddHours(4)),
        Report(
            "other-3", "Yellen in Guangzhou warns China about factory overcapacity",
            """
            US Treasury Secretary Janet Yellen told Vice Premier He Lifeng in Guangzhou that China was simply too large to export its way to growth, and that a flood of cheap solar panels and batteries would not be accepted.
            """,
            Call.AddDays(-180)),
        Report(
            "other-4", "Biden raises tariffs on Chinese electric cars to 100 percent",
            """
            President Joe Biden quadrupled the tariff on electric cars from China to 100 percent and raised those on batteries, chips and solar cells. The measures cover goods worth $18 billion. China's commerce ministry promised to answer.
            """,
            Call.AddDays(-147)),
        Report(
            "other-5", "Biden order limits US investment in Chinese chips and artificial intelligence",
            """
            President Joe Biden signed an order that bans some American investment in Chinese firms that make advanced semiconductors, quantum computers and certain artificial intelligence systems. Beijing said it was gravely concerned.
            """,
            Visit.AddDays(-19)),
        Report(
            "other-6", "Sullivan and Wang Yi hold two days of talks in Beijing",
            """
            National security adviser Jake Sullivan and China's foreign minister Wang Yi met in Beijing and discussed a call between their presidents, Taiwan and the South China Sea.
            """,
            Call.AddDays(-41)),
    ];

    /// <summary>All of it, one outlet's article after another's, the two stories interleaved.</summary>
    public static IReadOnlyList<Article> Interleaved { get; } = Interleave();

    private static List<Article> Interleave()
    {
        var stream = new List<Article>();
        for (var i = 0; i < 6; i++)
        {
            stream.Add(Others[i]);
            if (i < TheVisit.Count)
                stream.Add(TheVisit[i]);
            stream.Add(TheCall[i]);
        }

        return stream;
    }

    private static Article Report(string id, string title, string text, DateTimeOffset published) => Wire.Article(id, title, text, published);
}
