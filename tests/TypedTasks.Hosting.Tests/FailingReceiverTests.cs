using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>A transport that throws what no transport should must cost neither a slot nor a message.</summary>
public sealed class FailingReceiverTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receiving_that_fails_is_tried_again(bool priorities)
    {
        var transport = new ThrowingTransport { Receives = 6 };
        Assert.Equal(2, await RunAsync(transport, priorities));
        Assert.Equal(0, transport.Receives);
    }

    [Fact]
    public async Task What_could_not_even_be_settled_comes_again()
    {
        var transport = new ThrowingTransport { Settlements = 2 };
        Assert.Equal(2, await RunAsync(transport, priorities: false));
        Assert.Equal(0, transport.Settlements);
    }

    private static async Task<int> RunAsync(ThrowingTransport transport, bool priorities)
    {
        var time = new FakeTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<ITransport>(transport);
        builder.Services.AddTypedTasks(o => o.Priorities = priorities).AddTypedTasksHostingTestsTasks().UseInMemoryStore().AddWorker(static w => w.Slots = 1);
        using var host = builder.Build();
        await host.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var handle = await host.Services.GetRequiredService<ITaskClient>().EnqueueAsync(Give(1, "a") | Plus(label: "b"), limit.Token);
        var result = handle.WaitAsync(limit.Token).AsTask();
        await PassAsync(result);
        await PassAsync(host.StopAsync());
        return (await result).Number;

        async Task PassAsync(Task task)
        {
            while (!task.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }
    }
}
