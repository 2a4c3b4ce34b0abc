using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Policy;

/// <summary>
/// Articles come at any pace while it is quiet and while it is not. Whoever asked for a velocity is told of the story if it was that fast when an article came, and
/// otherwise not, however slow it is when the quiet hours end.
/// </summary>
public sealed class HeldVelocityMachineTests
{
    private const int Least = 3;

    private static readonly AlertOptions Options = new() { SettleWindow = TimeSpan.Zero };

    private static readonly Subscription Fast = Subscription("fast") with { Quiet = new QuietHours(new TimeOnly(8, 0), new TimeOnly(12, 0), QuietMode.Hold, 10) };

    [Fact]
    public void Who_asked_for_a_velocity_is_told_exactly_when_it_was_reached() =>
        Check.One(Cases.Of(2000).WithEndSize(40), Prop.ForAll<byte[]>(Run));

    private static void Run(byte[] steps)
    {
        var machine = new Machine();
        foreach (var step in steps)
        {
            if (step % 2 == 0)
                machine.Arrive();
            else
                machine.Pass(TimeSpan.FromMinutes(step / 2));
        }

        machine.Pass(TimeSpan.FromDays(1));
        Assert.Equal(machine.WasFast, machine.IsTold);
    }

    private sealed class Machine
    {
        private readonly List<DateTimeOffset> _articles = [];
        private DateTimeOffset _now = Start;
        private DateTimeOffset? _due;
        private HeldJudgement? _held;
        private int? _reached;

        public bool WasFast { get; private set; }

        public bool IsTold { get; private set; }

        public void Arrive()
        {
            _articles.Add(_now);
            WasFast |= Velocity >= Least;
            _due = _now;
            Judge();
        }

        public void Pass(TimeSpan time)
        {
            var end = _now + time;
            while (_due <= end)
            {
                _now = _due.Value;
                Judge();
            }

            _now = end;
        }

        private int Velocity => _articles.Count(at => at > _now.AddHours(-1));

        /// <summary>As the store does: what is held is kept with its match, what is not held is forgotten.</summary>
        private void Judge()
        {
            while (_due <= _now && !IsTold)
            {
                var match = Match(Fast) with { Residual = "velocity>=3/h", Reached = _reached };
                var decision = AlertPolicy.Judge(
                    new Judgement("desk", Story(1), 1, _due.Value, [(Fast, match)], [], []) { Velocity = Velocity, Held = _held }, Options, _now);
                IsTold = decision.Verdict == AlertVerdict.Send;
                _held = decision.Held is { } hold ? new HeldJudgement(_held?.Since ?? _due.Value, hold.Until, hold.Reason, hold.Together) : null;
                _reached = decision.Held is { } kept && kept.Reached.TryGetValue(Fast.Id, out var reached) ? reached : null;
                _due = decision.Until;
            }

            if (IsTold)
                _due = null;
        }
    }
}
