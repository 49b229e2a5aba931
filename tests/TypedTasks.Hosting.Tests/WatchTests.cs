using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Sums.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>A flow that is watched tells where it stands, at once and whenever that changes, until it has ended.</summary>
public sealed partial class WatchTests
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    [Fact]
    public async Task A_flow_in_line_is_told_with_its_place_until_it_has_ended()
    {
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks(), Deadline);
        await host.Client.EnqueueAsync(One(1).WithDelay(TimeSpan.FromMinutes(1)).InTurn("x"));
        var flow = await host.Client.EnqueueAsync(One(1).InTurn("x"));
        await using var updates = host.Client.WatchAsync(flow.FlowId, Deadline).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal((FlowState.Running, new FlowTurn("x", 1, 1)), (updates.Current.State, updates.Current.Turn));
        Assert.Empty(updates.Current.Steps);

        var next = updates.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await host.AdvanceAsync(TimeSpan.FromMinutes(2), Deadline);
        while (await next && updates.Current.State == FlowState.Running)
            next = updates.MoveNextAsync().AsTask();
        Assert.Equal((FlowState.Succeeded, new FlowTurn("x", 1, null)), (updates.Current.State, updates.Current.Turn));
        Assert.NotNull(updates.Current.EndedAt);
        Assert.False(await updates.MoveNextAsync());
    }

    [Fact]
    public async Task A_flow_that_has_ended_or_is_unknown_is_told_once()
    {
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks(), Deadline);
        var flow = await host.Client.EnqueueAsync(One(1));
        await host.RunAsync(flow, Deadline);
        Assert.Equal([FlowState.Succeeded], await StatesAsync(flow.FlowId));
        Assert.Equal([FlowState.Unknown], await StatesAsync("never-seen"));
        Assert.Throws<ArgumentException>(() => host.Client.WatchAsync("no id!"));

        async Task<List<FlowState>> StatesAsync(string id)
        {
            List<FlowState> states = [];
            await foreach (var update in host.Client.WatchAsync(id, Deadline))
                states.Add(update.State);
            return states;
        }
    }

    [Fact]
    public async Task Who_watches_may_stop_and_the_flow_goes_on()
    {
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks(), Deadline);
        var flow = await host.Client.EnqueueAsync(One(1).WithDelay(TimeSpan.FromMinutes(1)));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in host.Client.WatchAsync(flow.FlowId, stop.Token))
                await stop.CancelAsync();
        });
        Assert.Equal(FlowState.Running, (await flow.GetStatusAsync()).State);
    }

    [Fact]
    public async Task What_steps_report_is_told_as_it_grows()
    {
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks(), Deadline);
        var flow = await host.Client.EnqueueAsync(Group.Of(Reporting(1), Reporting(2)));
        List<double> told = [];
        var watching = WatchAsync();
        while (!watching.IsCompleted)
            await host.AdvanceAsync(TimeSpan.FromSeconds(1), Deadline);
        await watching;
        Assert.Equal([0.5, 1, 1.5], told.Where(static p => p > 0).Distinct());

        async Task WatchAsync()
        {
            await foreach (var update in host.Client.WatchAsync(flow.FlowId, Deadline))
                told.Add(update.Steps.Where(static s => s.State == StepState.Running).Sum(static s => s.Progress));
        }
    }

    [Fact]
    public async Task An_endpoint_sends_events_as_it_stands_without_reflection()
    {
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks(), Deadline);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(host.Client);
        builder.Services.ConfigureHttpJsonOptions(static o => o.SerializerOptions.TypeInfoResolver = EventJson.Default);
        await using var app = builder.Build();
        app.Run(static context => TypedResults.ServerSentEvents(context.RequestServices.GetRequiredService<ITaskClient>().WatchAsync(context.Request.Path.Value![1..], context.RequestAborted), "flow").ExecuteAsync(context));
        await app.StartAsync(Deadline);

        await host.Client.EnqueueAsync(One(1).WithDelay(TimeSpan.FromMinutes(1)).InTurn("x"));
        var flow = await host.Client.EnqueueAsync(One(1).InTurn("x"));
        using var browser = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        await using var stream = await browser.GetStreamAsync(new Uri(flow.FlowId, UriKind.Relative), Deadline);
        using var reader = new StreamReader(stream);
        Assert.Equal("event: flow", await reader.ReadLineAsync(Deadline));
        var first = JsonDocument.Parse((await reader.ReadLineAsync(Deadline))!["data: ".Length..]).RootElement;
        Assert.Equal(("Running", 1), (first.GetProperty("state").GetString(), first.GetProperty("turn").GetProperty("place").GetInt32()));
        await host.AdvanceAsync(TimeSpan.FromMinutes(2), Deadline);
        Assert.Contains("\"state\":\"Succeeded\"", await reader.ReadToEndAsync(Deadline), StringComparison.Ordinal);
    }

    [JsonSerializable(typeof(FlowUpdate))]
    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    private sealed partial class EventJson : JsonSerializerContext;
}
