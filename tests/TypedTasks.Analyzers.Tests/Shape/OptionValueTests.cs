using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class OptionValueTests
{
    [Theory]
    [InlineData("step.WithRetry([|-1|])", "WithRetry is given -1, which is not from 0 to 1,000: the call throws when it runs")]
    [InlineData("step.WithRetry([|2000|])", "WithRetry is given 2000, which is not from 0 to 1,000: the call throws when it runs")]
    [InlineData("step.WithRetry(p => p with { MaxRetries = [|-3|] })", "MaxRetries is given -3, which is not from 0 to 1,000: the call throws when it runs")]
    [InlineData("step.WithRetry(p => p with { Delay = [|TimeSpan.FromSeconds(-1)|] })", "Delay is given TimeSpan.FromSeconds(-1), which is less than zero: the call throws when it runs")]
    [InlineData("step.WithTimeout([|TimeSpan.Zero|])", "WithTimeout is given TimeSpan.Zero, which is not more than zero: the call throws when it runs")]
    [InlineData("step.WithTimeout([|default|])", "WithTimeout is given default, which is not more than zero: the call throws when it runs")]
    [InlineData("step.WithTimeout([|-TimeSpan.FromMinutes(5)|])", "WithTimeout is given -TimeSpan.FromMinutes(5), which is not more than zero: the call throws when it runs")]
    [InlineData("step.WithDelay([|new TimeSpan(0, 0, -5)|])", "WithDelay is given new TimeSpan(0, 0, -5), which is less than zero: the call throws when it runs")]
    [InlineData("step.OnQueue([|\"\"|])", "OnQueue is given \"\", which is blank: the call throws when it runs")]
    [InlineData("step.OnQueue([|\"a b\"|])", "OnQueue is given \"a b\", which has a space in it, and a queue name is made of letters, digits, '.', '-', '_' and '/': the call throws when it runs")]
    [InlineData("step.Named([|\" \"|])", "Named is given \" \", which is blank: the call throws when it runs")]
    [InlineData("step.WithId([|\"a b\"|])", "WithId is given \"a b\", which is not 1 to 64 letters, digits, hyphens or underscores: the call throws when it runs")]
    public async Task Fires(string code, string message) =>
        Assert.Equal([message], await Check.Reports<OptionValueAnalyzer>(Source(code)));

    [Theory]
    [InlineData("step.WithRetry(0).WithTimeout(TimeSpan.FromSeconds(1)).WithDelay(TimeSpan.Zero).OnQueue(\"cpu\").Named(\"x\").WithId(\"a-1_b\")")]
    [InlineData("step.WithRetry(n)")]
    [InlineData("step.WithTimeout(time)")]
    [InlineData("step.WithTimeout(TimeSpan.FromSeconds(n))")]
    [InlineData("step.WithDelay(new TimeSpan(1, -5, 0))")]
    [InlineData("step.WithRetry(p => p with { MaxRetries = n, Delay = TimeSpan.FromSeconds(2) })")]
    [InlineData("Other.WithRetry(step, -1)")]
    public Task IsSilent(string code) => Check.Silent<OptionValueAnalyzer>(Source(code));

    [Theory]
    [InlineData("Work.Tasks.Echo([|\"a\\ud83d\"|])", "'text' of Echo is given \"a\\ud83d\", which holds half of a surrogate pair: it is refused when the flow is enqueued")]
    [InlineData("Work.Tasks.Letter([|'\\ude00'|])", "'letter' of Letter is given '\\ude00', which is half of a surrogate pair: it is refused when the flow is enqueued")]
    [InlineData("step.WithHeader(\"tenant\", [|\"\\ude00\\ud83d\"|])", "WithHeader is given \"\\ude00\\ud83d\", which holds half of a surrogate pair: the call throws when it runs")]
    [InlineData("step.WithOrderingKey([|\"\\ud83d\"|])", "WithOrderingKey is given \"\\ud83d\", which holds half of a surrogate pair: the call throws when it runs")]
    public async Task FiresOnHalfOfASurrogatePair(string code, string message) =>
        Assert.Equal([message], await Check.Reports<OptionValueAnalyzer>(Source(code)));

    [Theory]
    [InlineData("Work.Tasks.Echo(\"\\ud83d\\ude00\")")]
    [InlineData("Work.Tasks.Letter('x')")]
    [InlineData("Work.Echo(\"\\ud83d\")")]
    [InlineData("step.WithHeader(\"tenant\", \"\\ud83d\\ude00\").Named(\"\\ud83d\\ude00\")")]
    public Task IsSilentOnWholeText(string code) => Check.Silent<OptionValueAnalyzer>(Source(code));

    private static string Source(string code) => $$"""
        class Test { object Run(ISignature<int> step, int n, TimeSpan time) => {{code}}; }
        static partial class Work
        {
            [Task] public static string Echo(string text) => text;
            [Task] public static char Letter(char letter) => letter;
            public static class Tasks { public static Signature<string> Echo(string text) => null!; public static Signature<char> Letter(char letter) => null!; }
        }
        static class Other { public static object WithRetry(object step, int n) => step; }
        """;
}
