using TypedTasks.Analyzers.Body;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Body;

public class TokenNotForwardedTests
{
    [Theory]
    [InlineData("await [|client.GetStringAsync(\"a\")|];", "GetStringAsync")]
    [InlineData("await [|Optional(1)|];", "Optional")]
    [InlineData("await [|Task.Delay(5)|];", "Delay")]
    [InlineData("await [|text.Later()|];", "Later")]
    [InlineData("async Task Inner() => await [|Optional(1)|]; await Inner();", "Optional")]
    [InlineData("await [|Any(1)|];", "Any")]
    [InlineData("await [|new Open().Run(1)|];", "Run")]
    [InlineData("await Task.WhenAll(new[] { 1 }.Select(async n => await [|Optional(n)|]));", "Optional")]
    public async Task Fires(string code, string call) =>
        Assert.Equal(
            [$"'{call}' can be cancelled, but task 'Do' does not hand 'ct' on: when the flow is cancelled, or the worker stops, the step goes on waiting"],
            await Check.Reports<TokenNotForwardedAnalyzer>(Source(code)));

    [Theory]
    [InlineData("await client.GetStringAsync(\"a\", ct);")]
    [InlineData("await Optional(1, ct);")]
    [InlineData("await Optional(1, CancellationToken.None);")]
    [InlineData("Console.WriteLine(text);")]
    [InlineData("await Typed(1);")]
    [InlineData("await TypedLast(1, 2);")]
    [InlineData("await new Hidden().Run(1);")]
    [InlineData("static async Task Inner() => await Optional(1); await Inner();")]
    [InlineData("Func<CancellationToken, Task> f = async token => await Optional(1); await f(ct);")]
    public Task IsSilent(string code) => Check.Silent<TokenNotForwardedAnalyzer>(Source(code));

    [Fact]
    public Task IsSilentOutsideTasks() => Check.Silent<TokenNotForwardedAnalyzer>(
        "class C { async Task Do(CancellationToken ct) => await Task.Delay(5); } partial class D { [Task] public async Task Do() => await Task.Delay(5); }");

    [Fact]
    public Task Fixes() => Check.Fixes<TokenNotForwardedAnalyzer, TokenNotForwardedFix>(
        Source("await [|client.GetStringAsync(\"a\")|]; await [|Optional(1)|]; await [|Several()|]; await [|text.Later()|]; await [|Mixed(1, b: 2)|];"),
        Source("await client.GetStringAsync(\"a\", ct); await Optional(1, ct); await Several(token: ct); await text.Later(ct); await Mixed(1, b: 2, token: ct);"));

    private static string Source(string code) => $$"""
        using System.Linq;

        static partial class C
        {
            [Task]
            public static async Task Do(string text, [FromServices] HttpClient client, CancellationToken ct)
            {
                {{code}}
            }

            static Task Optional(int n, CancellationToken token = default) => Task.CompletedTask;
            static Task Several(int n = 1, CancellationToken token = default) => Task.CompletedTask;
            static Task Mixed(int a, int b, CancellationToken token = default) => Task.CompletedTask;
            static Task Typed(int n) => Task.CompletedTask;
            static Task Typed(string s, CancellationToken token) => Task.CompletedTask;
            static Task TypedLast(int n, int m) => Task.CompletedTask;
            static Task TypedLast(int n, string s, CancellationToken token) => Task.CompletedTask;
            static Task Any<T>(T one) => Task.CompletedTask;
            static Task Any<T>(T one, CancellationToken token) => Task.CompletedTask;
            static Task Later(this string s) => Task.CompletedTask;
            static Task Later(this string s, CancellationToken token) => Task.CompletedTask;
        }

        class Open { public Task Run(int n) => Task.CompletedTask; public Task Run(int n, CancellationToken token) => Task.CompletedTask; }
        class Hidden { public Task Run(int n) => Task.CompletedTask; private Task Run(int n, CancellationToken token) => Task.CompletedTask; }
        """;
}
