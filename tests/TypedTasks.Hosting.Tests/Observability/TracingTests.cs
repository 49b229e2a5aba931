using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Sums.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>A flow is one trace, from the client's call through every step.</summary>
[Collection(ListeningCollection.Name)]
public sealed class TracingTests
{
    [Fact]
    public async Task A_chain_is_one_trace_and_each_step_the_child_of_the_one_before()
    {
        using var spans = new Spans();
        await using var host = await StartAsync();
        Assert.Equal(2, await host.RunAsync(One(1) | Twice()));

        var send = spans.One("send");
        var first = spans.One("process", "sums.one");
        var second = spans.One("process", "sums.twice");
        Assert.Equal((ActivityKind.Producer, ActivityKind.Consumer), (send.Kind, first.Kind));
        Assert.Equal(send.SpanId, first.ParentSpanId);
        Assert.Equal(first.SpanId, second.ParentSpanId);
        Assert.All(spans.All, span => Assert.Equal(send.TraceId, span.TraceId));
        Assert.Equal(first.SpanId, spans.One("settle", "sums.one").ParentSpanId);
    }

    [Fact]
    public async Task The_trace_goes_on_from_whoever_enqueues()
    {
        using var spans = new Spans();
        await using var host = await StartAsync();
        using var request = new Activity("request").Start();
        await host.RunAsync(One(1));
        Assert.Equal(request.SpanId, spans.One("send").ParentSpanId);
        Assert.Equal(request.TraceId, spans.One("process").TraceId);
    }

    [Fact]
    public async Task Without_a_listener_the_trace_of_whoever_enqueues_travels_on()
    {
        await using var host = await StartAsync();
        using (var request = new Activity("request") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start())
        {
            await host.Client.EnqueueAsync(One(1) | Twice());
            using var spans = new Spans();
            await host.RunUntilIdleAsync();
            Assert.Equal(request.SpanId, spans.One("process", "sums.one").ParentSpanId);
            Assert.All(spans.All, span => Assert.Equal(request.TraceId, span.TraceId));
        }
    }

    [Fact]
    public async Task The_body_of_a_join_links_to_every_member()
    {
        using var spans = new Spans();
        await using var host = await StartAsync();
        Assert.Equal(6, await host.RunAsync(Group.Of(One(1), One(2), One(3)) | Total()));

        var members = spans.Of("process", "sums.one");
        var body = spans.One("process", "sums.total");
        Assert.Equal(3, members.Length);
        Assert.Equal(members.Select(static m => m.SpanId).ToHashSet(), body.Links.Select(static l => l.Context.SpanId).ToHashSet());
        Assert.Contains(members, m => m.SpanId == body.ParentSpanId);
    }

    [Fact]
    public async Task Spans_say_what_the_conventions_ask_for()
    {
        using var spans = new Spans();
        await using var host = await StartAsync();
        var handle = await host.Client.EnqueueAsync(One(1));
        await host.RunUntilIdleAsync();

        var span = spans.One("process");
        Assert.Equal("process sums.one", span.DisplayName);
        Assert.Equal("send sums.one", spans.One("send").DisplayName);
        Assert.Equal("settle sums.one", spans.One("settle").DisplayName);
        Assert.Equal("typedtasks", span.GetTagItem("messaging.system"));
        Assert.Equal("process", span.GetTagItem("messaging.operation.name"));
        Assert.Equal("process", span.GetTagItem("messaging.operation.type"));
        Assert.Equal(QueueNames.Default, span.GetTagItem("messaging.destination.name"));
        Assert.Equal(handle.FlowId, span.GetTagItem("messaging.message.conversation_id"));
        Assert.NotNull(span.GetTagItem("messaging.message.id"));
        Assert.Equal("complete", spans.One("settle").GetTagItem("messaging.servicebus.disposition_status"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task A_failed_attempt_is_an_error_that_shows_no_arguments()
    {
        using var spans = new Spans();
        await using var host = await StartAsync();
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Broken("hunter2")));

        var attempts = spans.Of("process", "sums.broken");
        Assert.Equal(2, attempts.Length);
        Assert.Equal(attempts[0].SpanId, attempts[1].ParentSpanId);
        Assert.All(attempts, static a => Assert.Equal(ActivityStatusCode.Error, a.Status));
        Assert.Equal([1, 2], attempts.Select(static a => (int)a.GetTagItem("typedtasks.attempt")!));
        Assert.True((double)attempts[0].GetTagItem("typedtasks.retry.pause")! > 0);
        Assert.Null(attempts[1].GetTagItem("typedtasks.retry.pause"));
        Assert.All(attempts, static a => Assert.Equal("System.InvalidOperationException", a.GetTagItem("error.type")));
        var shown = spans.All.SelectMany(static s => s.TagObjects.Select(static t => $"{t.Value}").Append(s.StatusDescription).Append(s.DisplayName));
        Assert.DoesNotContain(shown, static text => text?.Contains("hunter2", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_span_that_is_only_propagated_still_joins_the_steps()
    {
        using var spans = new Spans(ActivitySamplingResult.PropagationData);
        await using var host = await StartAsync();
        Assert.Equal(6, await host.RunAsync(Group.Of(One(1), One(2), One(3)) | Total()));
        Assert.Single(spans.All.Select(static s => s.TraceId).Distinct());
        Assert.All(spans.All, static s => Assert.Empty(s.TagObjects));
    }

    private static Task<TaskTestHost> StartAsync() => TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks());
}
