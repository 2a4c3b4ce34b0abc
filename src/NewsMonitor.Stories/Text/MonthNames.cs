namespace NewsMonitor.Stories.Text;

/// <summary>Names of months, folded, as the tokenizer hands them out, January first.</summary>
internal static class MonthNames
{
    /// <summary>Names that mean nothing else.</summary>
    public static readonly string[] Plain =
    [
        "january janvier januar gennaio januari enero janeiro января",
        "february feb fevrier februar febbraio februari febrero fevereiro февраля",
        "march marz marzo maart марта",
        "april apr avril aprile abril апреля",
        "maggio mayo maio",
        "june juin juni giugno junio junho июня",
        "july juillet juli luglio julio julho июля",
        "august aug aout agosto augustus августа",
        "september sep sept septembre settembre septiembre setembro сентября",
        "october oct octobre oktober ottobre octubre outubro октября",
        "november nov novembre noviembre novembro ноября",
        "december dec decembre dezember dicembre diciembre dezembro декабря",
    ];

    /// <summary>Names that are other words as well, which beside a day are months: may, mai, and março, which folds to the name Marco.</summary>
    public static readonly string[] BesideADay = ["jan", "", "mar mars marco", "", "may mai mei мая", "jun", "jul", "", "", "", "", ""];

    /// <summary>Names of further languages that mean nothing else.</summary>
    public static readonly string[] Further =
    [
        "січня stycznia januarja ocak يناير",
        "лютого februarja subat فبراير",
        "березня مارس",
        "квітня kwietnia aprila nisan ابريل",
        "травня mayis مايو",
        "червня czerwca junija haziran يونيو",
        "липня lipca julija temmuz يوليو",
        "серпня sierpnia avgusta agustos اغسطس",
        "вересня wrzesnia septembra eylul سبتمبر",
        "жовтня pazdziernika oktobra ekim اكتوبر",
        "листопада listopada novembra kasim نوفمبر",
        "грудня grudnia decembra aralik ديسمبر",
    ];

    /// <summary>Every name of two lists with its month, 1 to 12.</summary>
    public static IEnumerable<(string Name, int Month)> Of(string[] some, string[] others)
    {
        for (var i = 0; i < some.Length; i++)
        {
            foreach (var name in $"{some[i]} {others[i]}".Split(' ', StringSplitOptions.RemoveEmptyEntries))
                yield return (name, i + 1);
        }
    }
}
