using TypedTasks.Analyzers.Body;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Body;

public class SwallowedCancellationTests
{
    [Theory]
    [InlineData("[|catch|] { }")]
    [InlineData("[|catch|] (Exception) { }")]
    [InlineData("[|catch|] (Exception e) { Console.WriteLine(e); }")]
    [InlineData("catch (InvalidOperationException) { } [|catch|] (Exception) { }")]
    public async Task Fires(string handlers) =>
        Assert.Equal(
            ["This catch takes OperationCanceledException too, so the worker believes that task 'Do' succeeded when it was cancelled: let it through, with 'when (… is not OperationCanceledException)'"],
            await Check.Reports<SwallowedCancellationAnalyzer>(Source(handlers)));

    [Theory]
    [InlineData("catch (InvalidOperationException) { }")]
    [InlineData("catch (Exception e) when (e is not OperationCanceledException) { }")]
    [InlineData("catch (Exception) { throw; }")]
    [InlineData("catch (Exception e) { throw new InvalidOperationException(\"\", e); }")]
    [InlineData("catch (OperationCanceledException) { throw; } catch (Exception) { }")]
    [InlineData("finally { }")]
    public Task IsSilent(string handlers) => Check.Silent<SwallowedCancellationAnalyzer>(Source(handlers));

    [Fact]
    public Task IsSilentWhereNothingCanBeCancelled() => Check.Silent<SwallowedCancellationAnalyzer>(Source("catch { }", ""));

    [Fact]
    public async Task KnowsRetryLater()
    {
        const string type = "namespace TypedTasks { class RetryLaterException : Exception; }";
        Assert.Contains("takes OperationCanceledException and RetryLaterException too", Assert.Single(await Check.Reports<SwallowedCancellationAnalyzer>(Source("[|catch|] { }") + type)), StringComparison.Ordinal);
        Assert.Contains("when it was asked for a retry", Assert.Single(await Check.Reports<SwallowedCancellationAnalyzer>(Source("[|catch|] { }", "") + type)), StringComparison.Ordinal);
    }

    [Fact]
    public Task Fixes() => Check.Fixes<SwallowedCancellationAnalyzer, CancellationFilterFix>(
        Source("[|catch|] (Exception e) { Console.WriteLine(e); } finally { } try { } [|catch|] { } try { } [|catch|] (Exception) { }"),
        Source("catch (Exception e) when (e is not OperationCanceledException) { Console.WriteLine(e); } finally { } try { } catch (Exception exception) when (exception is not OperationCanceledException) { } try { } catch (Exception exception) when (exception is not OperationCanceledException) { }"));

    private static string Source(string handlers, string token = "CancellationToken ct") => $$"""
        using System;
        static partial class C
        {
            [Task]
            public static async Task Do({{token}})
            {
                try { await Task.Yield(); } {{handlers}}
            }
        }
        """;
}
