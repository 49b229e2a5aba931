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
            ["This catch takes OperationCanceledException and RetryLaterException too, so the worker believes that task 'Do' succeeded when it was cancelled or asked for a retry: let it through, with 'when (… is not (OperationCanceledException or RetryLaterException))'"],
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
    public async Task WithoutATokenOnlyTheRetryIsSwallowed() => Assert.Equal(
        ["This catch takes RetryLaterException too, so the worker believes that task 'Do' succeeded when it was asked for a retry: let it through, with 'when (… is not RetryLaterException)'"],
        await Check.Reports<SwallowedCancellationAnalyzer>(Source("[|catch|] { }", "")));

    [Fact]
    public Task Fixes() => Check.Fixes<SwallowedCancellationAnalyzer, SwallowedCancellationFix>(
        Source("[|catch|] (Exception e) { Console.WriteLine(e); } finally { } try { } [|catch|] { } try { } [|catch|] (Exception) { }"),
        Source("catch (Exception e) when (e is not (OperationCanceledException or RetryLaterException)) { Console.WriteLine(e); } finally { } try { } catch (Exception exception) when (exception is not (OperationCanceledException or RetryLaterException)) { } try { } catch (Exception exception) when (exception is not (OperationCanceledException or RetryLaterException)) { }"));

    [Fact]
    public Task WhatStandsBehindTheCatchStays() => Check.Fixes<SwallowedCancellationAnalyzer, SwallowedCancellationFix>(
        Source("[|catch|] /* all */ { } try { } [|catch|] (IOException) { } [|catch|] (Exception e) /* rest */ { }").Replace("[|catch|] (IOException)", "catch (IOException)", StringComparison.Ordinal),
        Source("catch (Exception exception) when (exception is not (OperationCanceledException or RetryLaterException)) /* all */ { } try { } catch (IOException) { } catch (Exception e) when (e is not (OperationCanceledException or RetryLaterException)) /* rest */ { }"));

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
