using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Sums.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>Traces of flows that a web server starts, as OpenTelemetry exports them, with the sampler that it has by default.</summary>
[Collection(ListeningCollection.Name)]
public sealed class RequestTracingTests
{
    private const string Ruled = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-";
    private readonly ConcurrentQueue<Activity> exported = [];

    [Fact]
    public async Task A_flow_of_a_request_is_in_the_trace_of_the_request_where_both_are_recorded()
    {
        await using var app = await StartAsync(static t => t.AddSource(TypedTasksTelemetry.ActivitySourceName, "Microsoft.AspNetCore"));
        await PostAsync(app);

        var request = From("Microsoft.AspNetCore");
        Assert.Equal(request.SpanId, Named("send sums.one").ParentSpanId);
        Assert.Equal(Named("send sums.one").SpanId, Named("process sums.one").ParentSpanId);
        Assert.Single(exported.Select(static s => s.TraceId).Distinct());
    }

    [Fact]
    public async Task A_flow_of_a_request_that_nobody_records_is_a_trace_of_its_own_that_names_the_request()
    {
        await using var app = await StartAsync(static t => t.AddSource(TypedTasksTelemetry.ActivitySourceName));
        var request = await PostAsync(app);

        var send = Named("send sums.one");
        Assert.Equal(default, send.ParentSpanId);
        Assert.Equal(request, Assert.Single(send.Links).Context.TraceId.ToString());
        Assert.Equal(send.SpanId, Named("process sums.one").ParentSpanId);
        Assert.Single(exported.Select(static s => s.TraceId).Distinct());
    }

    [Fact]
    public async Task Where_the_server_records_nothing_the_worker_decides()
    {
        await using var app = await StartAsync(null);
        using (var front = new HttpClient { BaseAddress = AddressOf(app) })
            await front.PostAsync("/orders", null);
        using (Tracing(static t => t.AddSource(TypedTasksTelemetry.ActivitySourceName)))
            await app.Services.GetRequiredService<TaskTestHost>().RunUntilIdleAsync();
        Assert.Equal(default, Named("process sums.one").ParentSpanId);
    }

    [Theory]
    [InlineData("00", 0)]
    [InlineData("01", 1)]
    public async Task What_a_caller_elsewhere_has_decided_holds(string flags, int recorded)
    {
        await using var app = await StartAsync(static t => t.AddSource(TypedTasksTelemetry.ActivitySourceName));
        await PostAsync(app, Ruled + flags);
        Assert.Equal(recorded, exported.Count(static s => s.DisplayName == "process sums.one"));
        Assert.All(exported, static s => Assert.Equal("0af7651916cd43dd8448eb211c80319c", s.TraceId.ToString()));
    }

    [Fact]
    public async Task A_sampler_that_records_nothing_is_not_asked_in_vain()
    {
        await using var app = await StartAsync(static t => t.AddSource(TypedTasksTelemetry.ActivitySourceName).SetSampler(new ParentBasedSampler(new AlwaysOffSampler())));
        await PostAsync(app);
        Assert.Empty(exported);
    }

    private Activity Named(string name) => Assert.Single(exported, s => s.DisplayName == name);

    private Activity From(string source) => Assert.Single(exported, s => s.Source.Name == source);

    private static Uri AddressOf(WebApplication app) => new(app.Urls.Single());

    private TracerProvider Tracing(Action<TracerProviderBuilder> configure)
    {
        var builder = OpenTelemetry.Sdk.CreateTracerProviderBuilder();
        configure(builder);
        return builder.AddProcessor(new Exported(exported)).Build();
    }

    // A web server and a worker in one process, as small services are.
    private async Task<WebApplication> StartAsync(Action<TracerProviderBuilder>? tracing)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(new LogLines());
        var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks());
        builder.Services.AddSingleton(_ => host);
        if (tracing is not null)
            builder.Services.AddSingleton(_ => Tracing(tracing));
        var app = builder.Build();
        app.Services.GetService<TracerProvider>();
        app.MapPost("/orders", async () =>
        {
            var request = Activity.Current!.TraceId.ToString();
            await host.Client.EnqueueAsync(One(1));
            return request;
        });
        await app.StartAsync();
        return app;
    }

    private static async Task<string> PostAsync(WebApplication app, string? traceParent = null)
    {
        using var front = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = AddressOf(app) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders");
        if (traceParent is not null)
            request.Headers.Add("traceparent", traceParent);
        using var answer = await front.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await app.Services.GetRequiredService<TaskTestHost>().RunUntilIdleAsync();
        await app.StopAsync();
        return await answer.Content.ReadAsStringAsync();
    }

    private sealed class Exported(ConcurrentQueue<Activity> to) : OpenTelemetry.BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (data.Recorded)
                to.Enqueue(data);
        }
    }
}
