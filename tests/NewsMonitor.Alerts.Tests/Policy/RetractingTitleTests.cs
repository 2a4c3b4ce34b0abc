using NewsMonitor.Alerts.Policy;

namespace NewsMonitor.Alerts.Tests.Policy;

public sealed class RetractingTitleTests
{
    [Theory]
    [InlineData("CORRECTION: Toll of the fire")]
    [InlineData("[Retracted] A study of rain")]
    [InlineData("Retraction - The mayor did not resign")]
    [InlineData("MANDATORY KILL: Harbour closed")]
    [InlineData("Withdrawn: Port reopens")]
    [InlineData("Korrektur – Zahl der Verletzten")]
    [InlineData("Rectificatif : le maire n’a pas démissionné")]
    [InlineData("Corrección: el puerto no cerró")]
    [InlineData("更正：港口没有关闭")]
    [InlineData("【訂正】港は閉鎖されていない")]
    public void A_word_for_it_that_is_set_off_at_the_beginning_takes_back(string title) => Assert.True(RetractingTitle.Is(title));

    [Theory]
    [InlineData("Correction of the market goes on")]
    [InlineData("Court orders correction: paper refuses")]
    [InlineData("Corrected figures show growth")]
    [InlineData("Kill Bill: the verdict")]
    [InlineData("Troops withdrawn from the border")]
    [InlineData("更正错误的方法")]
    [InlineData("")]
    public void A_title_that_speaks_of_a_correction_does_not(string title) => Assert.False(RetractingTitle.Is(title));
}
