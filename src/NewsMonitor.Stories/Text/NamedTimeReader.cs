using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Text;

/// <summary>
/// Notes the weekdays and months that the words of a text name as they pass. Words that mean something else as often (may, sat, mai, and março, which
/// folds to the name Marco) are left out, and Portuguese weekdays count with their <c>-feira</c> only: <c>segunda</c> is second.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct NamedTimeReader
{
    private const int FirstMonth = 7;

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Bits = Build();

    // The Portuguese weekday that the word before would be; 0 for none, as there is none for Sunday.
    private int _numbered;

    public NamedTimes Times { get; private set; }

    /// <param name="word">Folded.</param>
    /// <param name="kind">What it is.</param>
    public void Add(ReadOnlySpan<char> word, TokenKind kind)
    {
        if (word is "feira" && _numbered > 0)
            Times = Times.With(_numbered);
        _numbered = word switch { "segunda" => 1, "terca" => 2, "quarta" => 3, "quinta" => 4, "sexta" => 5, _ => 0 };
        if (kind != TokenKind.Number && Bits.TryGetValue(word, out var bit))
            Times = Times.With(bit);
    }

    private static Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Build()
    {
        // Folded, as the tokenizer hands them out; Chinese and Japanese are read in pairs of characters.
        string[] weekdays =
        [
            "sunday dimanche sonntag domingo domenica zondag niedziela niedziele pazar воскресенье воскресенья неділя неділю неділі nedelja nedeljo الاحد 周日 期日 期天 日曜",
            "monday lundi montag lunes lunedi maandag poniedzialek pazartesi понедельник понедельника понеділок понеділка ponedeljek الاثنين 周一 期一 月曜",
            "tuesday tue tues mardi dienstag martes martedi dinsdag wtorek sali вторник вторника вівторок вівторка torek الثلاثاء 周二 期二 火曜",
            "wednesday mercredi mittwoch miercoles mercoledi woensdag sroda srode carsamba среда среду среды середа середу середи sreda sredo الاربعاء 周三 期三 水曜",
            "thursday thu thur thurs jeudi donnerstag jueves giovedi donderdag czwartek persembe четверг четверга четвер cetrtek الخميس 周四 期四 木曜",
            "friday fri vendredi freitag viernes venerdi vrijdag piatek cuma пятница пятницу пятницы петак petek الجمعه 周五 期五 金曜",
            "saturday samedi samstag sonnabend sabado sabato zaterdag sobota sobote cumartesi суббота субботу субботы субота суботу суботи soboto السبت 周六 期六 土曜",
        ];
        var bits = new Dictionary<string, int>();
        for (var i = 0; i < FirstMonth; i++)
        {
            foreach (var word in weekdays[i].Split(' '))
                bits.Add(word, i);
        }

        foreach (var (name, month) in MonthNames.Of(MonthNames.Plain, MonthNames.Further))
            bits.Add(name, FirstMonth + month - 1);
        return bits.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
