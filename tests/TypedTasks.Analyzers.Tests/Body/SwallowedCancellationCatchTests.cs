using TypedTasks.Analyzers.Body;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Body;

/// <summary>Clauses that nearly catch everything, and clauses before them that nearly let the cancellation through.</summary>
public class SwallowedCancellationCatchTests
{
    [Theory]
    [InlineData("catch (OperationCanceledException e) when (e.Message == \"\") { } [|catch|] (Exception) { }")]
    [InlineData("catch (Mine.OperationCanceledException) { } [|catch|] (Exception) { }")]
    [InlineData("catch (TaskCanceledException) { } [|catch|] (Exception) { }")]
    public async Task Fires(string handlers) => Assert.Single(await Check.Reports<SwallowedCancellationAnalyzer>(Source(handlers)));

    [Theory]
    [InlineData("catch (Mine.Exception) { }")]
    [InlineData("catch (SystemException) { }")]
    [InlineData("catch (Exception) when (ct.IsCancellationRequested) { }")]
    [InlineData("catch { if (ct.CanBeCanceled) { throw; } }")]
    [InlineData("catch (Mine.Exception) { } catch (OperationCanceledException) { } catch { }")]
    public Task IsSilent(string handlers) => Check.Silent<SwallowedCancellationAnalyzer>(Source(handlers));

    [Fact]
    public Task IsSilentOutsideOfTasks() =>
        Check.Silent<SwallowedCancellationAnalyzer>(Source("catch { }").Replace("[Task]", "", StringComparison.Ordinal));

    private static string Source(string handlers) => $$"""
        static partial class C
        {
            [Task]
            public static async Task Do(CancellationToken ct)
            {
                try { await Task.Yield(); } {{handlers}}
            }
        }

        namespace Mine
        {
            class Exception : System.Exception;
            class OperationCanceledException : Exception;
        }
        """;
}
