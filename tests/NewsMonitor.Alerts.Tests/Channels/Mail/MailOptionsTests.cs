using NewsMonitor.Alerts.Channels.Mail;

namespace NewsMonitor.Alerts.Tests.Channels.Mail;

public sealed class MailOptionsTests
{
    private static readonly AlertOptions Good = new()
    {
        PublicUrl = "https://news.example/monitor",
        Mail = new MailOptions { Host = "mail.example", From = "alerts@news.example", UserName = "u", Password = "p4ssw0rd" },
    };

    [Fact]
    public void Settings_that_send_mail_are_right_and_so_are_those_that_send_none()
    {
        Assert.Empty(Good.Validate());
        Assert.Empty(new AlertOptions().Validate());
    }

    [Fact]
    public void What_is_wrong_is_said_by_its_name_and_without_the_password()
    {
        var mail = Good.Mail;
        foreach (var (options, words) in new[]
        {
            (Good with { PublicUrl = null }, "whoever gets it can end it"),
            (Good with { PublicUrl = "http://news.example" }, "NewsMonitor:Alerts:PublicUrl is http://news.example; it must be an https URL"),
            (Good with { PublicUrl = "https://news.example/?a" }, "NewsMonitor:Alerts:PublicUrl"),
            (Good with { Mail = mail with { From = null } }, "NewsMonitor:Alerts:Mail:From"),
            (Good with { Mail = mail with { From = "A <alerts@news.example>" } }, "NewsMonitor:Alerts:Mail:From"),
            (Good with { Mail = mail with { FromName = "a\r\nBcc: x" } }, "NewsMonitor:Alerts:Mail:FromName"),
            (Good with { Mail = mail with { Port = 0 } }, "NewsMonitor:Alerts:Mail:Port is 0"),
            (Good with { Mail = mail with { Connections = 0 } }, "NewsMonitor:Alerts:Mail:Connections is 0"),
            (Good with { Mail = mail with { UserName = null } }, "NewsMonitor:Alerts:Mail:UserName"),
            (Good with { Mail = mail with { StartTls = false } }, "a password is not sent unencrypted"),
        })
        {
            var error = Assert.Single(options.Validate());
            Assert.Contains(words, error, StringComparison.Ordinal);
            Assert.DoesNotContain("p4ssw0rd", error, StringComparison.Ordinal);
        }
    }
}
