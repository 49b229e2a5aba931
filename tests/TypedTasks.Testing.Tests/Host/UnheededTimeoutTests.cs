using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Tasks that do not look at their token.</summary>
public sealed class UnheededTimeoutTests
{
    private static readonly TimeSpan Two = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Four = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task A_success_after_the_time_out_is_a_time_out()
    {
        await using var host = await Hosts.StartAsync();
        var e = await Assert.ThrowsAsync<TaskFailedException>(async () => await host.RunAsync(Wait(1, Four).WithTimeout(Two).WithRetry(static p => p with { MaxRetries = 0 }), Hosts.Deadline));
        Assert.Equal("System.TimeoutException", e.Failure.Type);
        Assert.Contains("00:00:02", e.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_repeated_as_any_failure()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Wait(1, Four).WithTimeout(Two).WithRetry(static p => p with { MaxRetries = 2 }));
        await Assert.ThrowsAsync<TaskFailedException>(async () => await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(3, (await host.Client.GetAsync(handle.FlowId)).Steps.Single().Attempts);
    }

    [Fact]
    public async Task In_time_is_in_time()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(1, await host.RunAsync(Wait(1, Two).WithTimeout(Four), Hosts.Deadline));
    }

    [Fact]
    public async Task What_a_compensation_would_undo_counts_when_it_comes_late()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(1, await host.RunAsync(Wait(1, Four).WithTimeout(Two).CompensateWith(Double()), Hosts.Deadline));
    }
}
