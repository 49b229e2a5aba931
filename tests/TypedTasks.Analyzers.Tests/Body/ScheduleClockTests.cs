using TypedTasks.Analyzers.Body;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Body;

public class ScheduleClockTests
{
    [Theory]
    [InlineData("run => Signature.Value([|DateTime.UtcNow|])", "'DateTime.UtcNow' reads the clock", "take the time of the run, run.Occurrence or run.Date")]
    [InlineData("run => Signature.Value([|time.GetUtcNow()|])", "'time.GetUtcNow()' reads the clock", "take the time of the run, run.Occurrence or run.Date")]
    [InlineData("run => { var id = [|Guid.NewGuid()|]; return Signature.Value(id); }", "'Guid.NewGuid()' is another value each time", "let the task make it, or derive it from the run")]
    [InlineData("run => Signature.Value([|counter|])", "'counter' is static state", "make it a constant or readonly, or let the task read it")]
    public async Task Fires(string compose, string what, string instead) => Assert.Equal(
        [$"{what}, but every process that has the schedule composes the flow of an occurrence, ahead of its time and perhaps again: {instead}"],
        await Check.Reports<ScheduleClockAnalyzer>(ScheduleSource.Call($"builder.AddSchedule(\"x\", \"0 9 * * *\", {compose})")));

    [Theory]
    [InlineData("static run => Signature.Value([|Now()|])", "'Now()' reads the clock (Now → DateTime.UtcNow)")]
    [InlineData("static run => Signature.Value([|Today|])", "'Today' reads the clock (Today → Now → DateTime.UtcNow)")]
    [InlineData("static run => Signature.Value([|Started|])", "'Started' reads the clock (Started → DateTime.Now)")]
    [InlineData("static run => Signature.Value([|new Order()|].Day)", "'new Order()' reads the clock (Order → DateTime.Today)")]
    [InlineData("static run => Signature.Value(run.IsSecond ? [|global::System.DateTimeOffset.Now|] : run.Occurrence)", "'global::System.DateTimeOffset.Now' reads the clock")]
    [InlineData("static run => { return Signature.Value(Local()); static DateTime Local() => [|Clock.UtcNow|]; }", "'Clock.UtcNow' reads the clock")]
    [InlineData("[|Compose|]", "'Compose' is another value each time (Compose → Guid.NewGuid)")]
    [InlineData("static run => { Func<Guid> make = [|Guid.NewGuid|]; return Signature.Value(make()); }", "'Guid.NewGuid' is another value each time")]
    [InlineData("static run => Signature.Value([|new Random()|].Next())", "'new Random()' is another value each time")]
    [InlineData("static run => Signature.Value([|Dice|].Next())", "'Dice' is another value each time (Dice → new())")]
    [InlineData("run => Signature.Value([|noon|])", "'noon' reads the clock (noon → DateTime.Today)")]
    [InlineData("run => Signature.Value([|calls|]++)", "'calls' is changed by each call")]
    [InlineData("[|made|]", "'made' reads the clock (made → DateTime.Now)")]
    [InlineData("static run => Signature.Value([|Count()|])", "'Count()' is static state (Count → counter)")]
    public async Task FollowsWhatIsUsed(string compose, string what) =>
        Assert.StartsWith(what + ", but every process", Assert.Single(await Check.Reports<ScheduleClockAnalyzer>(Source(compose))), StringComparison.Ordinal);

    [Theory]
    [InlineData("static run => Signature.Value(nameof(DateTime.Now) + nameof(counter))")]
    [InlineData("static run => Signature.Value(new Random(run.Date.DayNumber).Next())")]
    [InlineData("static run => Signature.Value(Own.Random.Next(3) + Own.Environment.TickCount)")]
    [InlineData("static run => { var i = 0; i++; return Signature.Value(i + Twice(Twice(run.Date.Day))); }")]
    [InlineData("run => Signature.Value(path)")]
    public Task IsSilentWhereTheRunAloneDecides(string compose) => Check.Silent<ScheduleClockAnalyzer>(Source(compose));

    private static string Source(string compose) => "using Clock = System.DateTime;\n" + ScheduleSource.Call($"Add(builder, \"a\");\n    static DateTime Now() => DateTime.UtcNow;" + $$"""

            static DateTime Today { get { return Now().Date; } }
            static readonly DateTime Started = DateTime.Now;
            static readonly Random Dice = new();
            sealed class Order { public Order() => Day = DateTime.Today; public DateTime Day { get; } }
            static int Count() => counter;
            static int Twice(int n) { var sum = n; sum += n; return n > 9 ? Twice(n - 9) : sum; }
            static ISignature<Guid> Compose(ScheduledRun run) => Signature.Value(Guid.NewGuid());
            static void Add(TypedTasksBuilder builder, string path)
            {
                var noon = DateTime.Today.AddHours(12);
                var calls = 0;
                Func<ScheduledRun, ISignature<DateTime>> made = run => Signature.Value(DateTime.Now);
                builder.AddSchedule("x", "0 9 * * *", {{compose}});
            }
            static class Own
            {
                public static class Random { public static int Next(int seed) => seed; }
                public static class Environment { public static int TickCount => 3; }
            }
            static int last = 1
        """);

    [Theory]
    [InlineData("static run => Signature.Value(run.Date.AddDays(-1))")]
    [InlineData("static run => Signature.Value(limit)")]
    [InlineData("static run => Signature.Value(Guid.Empty)")]
    public Task IsSilent(string compose) => Check.Silent<ScheduleClockAnalyzer>(ScheduleSource.Call($"builder.AddSchedule(\"x\", \"0 9 * * *\", {compose})"));
}
