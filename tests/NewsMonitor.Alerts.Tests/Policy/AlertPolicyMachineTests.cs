using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Policy;

/// <summary>
/// The policy as a state machine: a story grows, brings facts, is merged, muted, corrected and retracted while time passes, in any order, and is judged after every
/// step. Whatever the order, each decision keeps the rules, and nobody is forgotten.
/// </summary>
public sealed class AlertPolicyMachineTests
{
    private static readonly AlertOptions Options = new();

    [Fact]
    public void Whatever_happens_each_decision_keeps_the_rules_and_nobody_is_forgotten() =>
        Check.One(Cases.Of(2000).WithEndSize(60), Prop.ForAll<byte[]>(Run));

    private static void Run(byte[] steps)
    {
        var machine = new Machine();
        foreach (var step in steps)
        {
            machine.Take(step % 9, step / 9);
            machine.Judge();
        }

        machine.Judgement = machine.Judgement with { Mute = null };
        machine.Now += TimeSpan.FromDays(1);
        machine.Judge();
        Assert.NotEmpty(machine.Judgement.Told);
    }

    private sealed class Machine
    {
        private static readonly Subscription Any = Subscription("any");

        // What merges brought since the alert before.
        private readonly HashSet<long> _facts = [];
        private int _sources;
        private long _assignment = 1;

        public DateTimeOffset Now { get; set; } = Start;

        public Judgement Judgement { get; set; } = new("desk", Story(1), 1, Start, [(Any, Match(Any))], [], []) { Assignment = 1 };

        public void Take(int step, int size)
        {
            switch (step)
            {
                case 0 or 1:
                    Now += TimeSpan.FromSeconds(size * 40);
                    break;
                case 2 or 3:
                    Judgement = Judgement with { Story = Judgement.Story with { IndependentSources = Judgement.Story.IndependentSources + size }, Assignment = ++_assignment };
                    break;
                case 4:
                    Judgement = Judgement with { NewFacts = [.. Judgement.NewFacts, new NewFacts("a.example", Now, [$"new: {size} dead"], ++_assignment)], Assignment = _assignment };
                    break;
                case 5:
                    Judgement = Judgement with
                    {
                        Mute = new StoryMute
                        {
                            Subscriber = "desk", StoryId = "story_call", At = Now, Until = size % 2 == 0 ? Now.AddMinutes(size + 1) : null, UntilDeveloped = size % 4 != 0,
                            Sources = Judgement.Story.IndependentSources, Assignment = _assignment,
                        },
                    };
                    break;
                case 6 when Judgement.Told.Count > 0:
                    var change = new StoryChange
                    {
                        Sequence = ++_assignment, At = Now, Language = "en", Kind = StoryChangeKind.Split, From = "story_call", To = "story_other", Articles = ["art_1"], By = "engine", Reasons = [],
                    };
                    Judgement = Judgement with { Corrections = [.. Judgement.Corrections, new StoryCorrection(change, "one", "other")] };
                    break;
                case 7 when Judgement.Told.Count > 0:
                    Judgement = Judgement with { Retraction = new StoryRetraction("story_call", Now, "operator", "Not so.") };
                    break;
                case 8 when Judgement.Told.Count > 0:
                    Merge(size);
                    break;
            }
        }

        /// <summary>Another half comes, of so many sources and with facts. What there was to tell before is there to tell, and nothing else.</summary>
        private void Merge(int sources)
        {
            var before = AlertPolicy.Judge(Judgement, Options, Now);
            _sources += sources;
            _facts.Add(++_assignment);
            Judgement = Judgement with
            {
                Story = Judgement.Story with { IndependentSources = Judgement.Story.IndependentSources + sources },
                NewFacts = [.. Judgement.NewFacts, new NewFacts("other.example", Now, ["new: 99 dead"], _assignment)],
                Assignment = _assignment,
                Known = new KnownStory(Judgement.Told[^1].Story!.IndependentSources + _sources, _facts.ToHashSet()),
            };
            // A mute may be over by it; that alone tells nothing either.
            if (before.Verdict == AlertVerdict.Nothing && Judgement.Mute is null)
                Assert.Equal(AlertVerdict.Nothing, AlertPolicy.Judge(Judgement, Options, Now).Verdict);
        }

        /// <summary>Judges as often as it comes to something at this moment, and writes what is sent as the store does.</summary>
        public void Judge()
        {
            var decision = AlertPolicy.Judge(Judgement, Options, Now);
            Assert.NotEmpty(decision.Reasons);
            if (decision.Verdict == AlertVerdict.Hold)
                Assert.True(decision.Until > Now);
            if (decision.Verdict != AlertVerdict.Send)
                return;
            Hold(decision.Occasion!.Value);
            var alert = Alert(decision.Occasion.Value, Judgement.Story.IndependentSources, Now) with
            {
                Id = $"alert_{Judgement.Told.Count}", Assignment = _assignment, Subscriptions = [Any.Id], Follows = [.. Judgement.Told.Select(told => told.Id)],
            };
            Judgement = Judgement with { Told = [.. Judgement.Told, alert], Corrections = [], Retraction = null, Mute = null, Known = null };
            _sources = 0;
            _facts.Clear();
            // What was told is not told again.
            Assert.Equal(AlertVerdict.Nothing, AlertPolicy.Judge(Judgement, Options, Now).Verdict);
        }

        /// <summary>Holds what is sent to the rules.</summary>
        private void Hold(AlertOccasion occasion)
        {
            var told = Judgement.Told;
            Assert.Equal(occasion == AlertOccasion.New, told.Count == 0);
            if (Judgement.Mute is { } mute && !(Now >= mute.Until))
            {
                var developed = Judgement.Story.IndependentSources >= Math.Max(mute.Sources * 2, mute.Sources + 3) || Judgement.NewFacts.Any(news => news.Assignment > mute.Assignment);
                Assert.True(mute.UntilDeveloped && (developed || Judgement.Retraction is not null), "Told while muted.");
            }

            if (occasion == AlertOccasion.New)
                Assert.True(Now >= Start + Options.SettleWindow);
            if (occasion == AlertOccasion.Corrected)
                Assert.True(Judgement.Corrections.Count > 0 || Judgement.Retraction is not null);
            if (occasion != AlertOccasion.Developed)
                return;
            Assert.True(Now >= told[^1].Created + Options.FollowUpMinimumGap, "Too early.");
            var before = told[^1].Story!.IndependentSources + _sources;
            Assert.True(
                Judgement.Story.IndependentSources >= Math.Max(before * 2, before + 3) || Judgement.NewFacts.Any(news => news.Assignment > told[^1].Assignment && !_facts.Contains(news.Assignment)),
                "No development.");
        }
    }
}
