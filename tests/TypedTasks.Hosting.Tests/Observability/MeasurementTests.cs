using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Sums.Tasks;

namespace TypedTasks.Hosting.Tests;

[Collection(ListeningCollection.Name)]
public sealed class MeasurementTests
{
    [Fact]
    public async Task How_long_attempts_run_and_how_they_end_is_measured()
    {
        using var measured = new Measurements();
        await using var host = await StartAsync();
        Assert.Equal(7, await host.RunAsync(Slow(7)));

        var runs = measured.Of("typedtasks.step.duration");
        Assert.Equal([2.0, 2.0], runs.Select(static r => r.Value));
        Assert.Equal(["retrying", "succeeded"], runs.Select(static r => r.Tags["typedtasks.outcome"]));
        Assert.All(runs, static r => Assert.Equal("sums.slow", r.Tags["typedtasks.task"]));
        Assert.Single(measured.Of("typedtasks.step.retries"));
        Assert.Empty(measured.Of("typedtasks.step.failures"));
    }

    [Fact]
    public async Task Final_failures_are_counted_by_type()
    {
        using var measured = new Measurements();
        await using var host = await StartAsync();
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Broken("x")));
        var failure = Assert.Single(measured.Of("typedtasks.step.failures"));
        Assert.Equal(("sums.broken", "System.InvalidOperationException"), (failure.Tags["typedtasks.task"], failure.Tags["error.type"]));
    }

    [Fact]
    public async Task The_messages_of_a_hand_off_are_counted()
    {
        using var measured = new Measurements();
        await using var host = await StartAsync();
        await host.RunAsync(Group.Of(One(1), One(2), One(3)) | Total());
        // The message that starts the group sends its members; the last of these the body, which sends nothing.
        Assert.Equal([3, 0, 0, 1, 0], measured.Of("typedtasks.handoff.size").Select(static m => (int)m.Value));
    }

    [Fact]
    public async Task How_long_a_message_waited_in_its_queue_is_measured()
    {
        using var measured = new Measurements();
        var waited = new TaskCompletionSource<Measurements.Measurement>(TaskCreationOptions.RunContinuationsAsynchronously);
        measured.Measured += m =>
        {
            if (m.Instrument == "typedtasks.step.wait")
                waited.TrySetResult(m);
        };
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddTypedTasks().UseInMemoryTransport().AddTypedTasksHostingTestsTasks().AddWorker();
        using var host = builder.Build();
        await host.Services.GetRequiredService<ITaskClient>().SendAsync(One(1));
        time.Advance(TimeSpan.FromSeconds(3));
        await host.StartAsync();

        var wait = await waited.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((3.0, "sums.one"), (wait.Value, wait.Tags["typedtasks.task"]));
        await host.StopAsync();
    }

    private static Task<TaskTestHost> StartAsync() => TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks());
}
