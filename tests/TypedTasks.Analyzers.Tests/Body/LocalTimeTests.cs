using TypedTasks.Analyzers.Body;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Body;

public class LocalTimeTests
{
    [Theory]
    [InlineData("[|DateTime.Now|]", "DateTime.Now")]
    [InlineData("[|DateTime.Now|].AddHours(1)", "DateTime.Now")]
    [InlineData("[|DateTime.Today|].AddHours(9)", "DateTime.Today")]
    [InlineData("new DateTimeOffset([|DateTime.Now|])", "DateTime.Now")]
    [InlineData("[|DateTimeOffset.Now|].AddDays(1)", "DateTimeOffset.Now")]
    [InlineData("[|new DateTime(2027, 1, 1)|]", "new DateTime(2027, 1, 1)")]
    [InlineData("[|time|]", "time")]
    public async Task Fires(string time, string text) =>
        Assert.Equal(
            [$"'{text}' is the time of this machine's zone, and 'At' is kept by workers that may be in another, across changes to summer time: take UTC, or a DateTimeOffset with the zone that you mean"],
            await Check.Reports<LocalTimeAnalyzer>(Source($"step.At({time})")));

    [Theory]
    [InlineData("step.At(DateTimeOffset.UtcNow.AddHours(9))")]
    [InlineData("step.At(DateTime.UtcNow)")]
    [InlineData("step.At(new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc))")]
    [InlineData("step.At(time.ToUniversalTime())")]
    [InlineData("step.At(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)))")]
    [InlineData("step.At(instant)")]
    [InlineData("step.Named(DateTime.Now.ToString())")]
    public Task IsSilent(string code) => Check.Silent<LocalTimeAnalyzer>(Source(code));

    [Fact]
    public Task Fixes() => Check.Fixes<LocalTimeAnalyzer, LocalTimeFix>(
        Source("(step.At([|DateTime.Now|].AddHours(1)), step.At([|DateTime.Today|]), step.At([|DateTimeOffset.Now|]))"),
        Source("(step.At(DateTime.UtcNow.AddHours(1)), step.At(DateTime.UtcNow.Date), step.At(DateTimeOffset.UtcNow))"));

    [Fact]
    public Task OffersNothingForAnotherTime() => Check.OffersNoFix<LocalTimeAnalyzer, LocalTimeFix>(Source("step.At([|time|])"));

    private static string Source(string code) => $$"""
        class Test { object Run(ISignature<int> step, DateTime time, DateTimeOffset instant) => {{code}}; }
        """;
}
