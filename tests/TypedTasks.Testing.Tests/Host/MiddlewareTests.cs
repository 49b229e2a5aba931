using System.Globalization;
using System.Transactions;
using Microsoft.Extensions.DependencyInjection;
using static TypedTasks.Testing.Tests.Around.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Middleware runs around tasks and around flows that are enqueued: in order, from the container, where it is wanted.</summary>
public sealed class MiddlewareTests
{
    [Fact]
    public async Task What_is_added_first_is_outermost_and_shares_the_services_of_the_run()
    {
        await using var host = await StartAsync(static b => b.AddTaskMiddleware<Outer>().AddTaskMiddleware<Inner>());
        Assert.Equal("outer inner ", await host.RunAsync(Seen(), Hosts.Deadline));
        Assert.Equal(["outer in", "inner in", "inner out", "outer out"], host.Services.GetRequiredService<Diary>().Lines);
    }

    [Fact]
    public async Task It_is_chosen_by_task_and_queue_once()
    {
        var asked = new List<TaskRoute>();
        await using var host = await StartAsync(b => b
            .AddTaskMiddleware<Outer>(t => Asked(t) && t.Queue == "second")
            .AddTaskMiddleware<Inner>(static t => t.Task == "around.seen"));
        Assert.Equal("inner ", await host.RunAsync(Seen(), Hosts.Deadline));
        Assert.Equal("outer inner ", await host.RunAsync(Seen().OnQueue("second"), Hosts.Deadline));
        Assert.Equal("outer inner ", await host.RunAsync(Seen().OnQueue("second"), Hosts.Deadline));
        Assert.Equal([new("around.seen", QueueNames.Default), new TaskRoute("around.seen", "second")], asked);

        bool Asked(TaskRoute route)
        {
            asked.Add(route);
            return true;
        }
    }

    [Fact]
    public async Task What_it_throws_is_a_failure_of_the_task_and_is_repeated_as_its_retries_say()
    {
        await using var host = await StartAsync(static b => b.AddTaskMiddleware<Refusing>());
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Seen().WithRetry(1), Hosts.Deadline));
        Assert.Equal(typeof(NotSupportedException).FullName, failed.Failure.Type);
        Assert.Equal(2, host.Services.GetRequiredService<Diary>().Lines.Count);
        Assert.Empty(host.Steps);
    }

    [Theory]
    [InlineData(typeof(Silent), "Task 'around.seen' was not run to its end, because middleware (Outer, Silent) did not call next, or did not wait for it. To end a run without the task, throw.")]
    [InlineData(typeof(Doubling), "Doubling called next twice: a run of a task is one call of its method. To repeat it, throw, and let its retries do so.")]
    public async Task What_it_must_not_do_is_said(Type type, string message)
    {
        await using var host = await StartAsync(b =>
        {
            b.AddTaskMiddleware<Outer>();
            _ = type == typeof(Silent) ? b.AddTaskMiddleware<Silent>() : b.AddTaskMiddleware<Doubling>();
        });
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Seen().WithRetry(0), Hosts.Deadline));
        Assert.Equal(message, failed.Failure.Message);
    }

    [Fact]
    public async Task Each_element_of_a_chunk_is_a_run()
    {
        await using var host = await StartAsync(static b => b.AddTaskMiddleware<Outer>());
        Assert.Equal(["outer a", "outer b", "outer c"], await host.RunAsync(Signature.Value<IReadOnlyList<string>>(["a", "b", "c"]) | SeenWith().Each(chunkSize: 3), Hosts.Deadline));
    }

    [Fact]
    public async Task A_tenant_travels_as_a_header_from_who_enqueues_to_the_task()
    {
        await using var host = await StartAsync(static b => b.AddEnqueueMiddleware<TenantHeader>().AddTaskMiddleware<TenantOfRun>());
        Tenant.Ambient.Value = "north";
        var flow = await host.Client.EnqueueAsync(TenantOf() | SeenWith());
        Tenant.Ambient.Value = "south";
        Assert.Equal("north", await host.RunAsync(flow, Hosts.Deadline));
        await host.Client.SendAsync(TenantOf());
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["north", "north", "south"], host.Services.GetRequiredService<Diary>().Lines);

        // A step starts a flow: it goes on with the tenant of the step.
        Tenant.Ambient.Value = "west";
        Assert.Equal("west", await host.RunAsync(host.Client.GetHandle<string>(await host.RunAsync(StartsTenant(), Hosts.Deadline)), Hosts.Deadline));
    }

    [Fact]
    public async Task A_culture_travels_with_the_flow()
    {
        await using var host = await StartAsync(static b => b.AddEnqueueMiddleware<CultureHeader>().AddTaskMiddleware<CultureOfRun>());
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureOfRun.Known["xx-Comma"] = comma;
        CultureHeader.Current.Value = "xx-Comma";
        var flow = await host.Client.EnqueueAsync(Price(1.5m));
        CultureHeader.Current.Value = null;
        Assert.Equal("1,50", await host.RunAsync(flow, Hosts.Deadline));
        Assert.Equal("1.50", await host.RunAsync(Price(1.5m), Hosts.Deadline));
    }

    [Fact]
    public async Task A_transaction_is_around_the_run_and_is_rolled_back_when_it_fails()
    {
        await using var host = await StartAsync(static b => b.AddTaskMiddleware<InTransaction>());
        Assert.Equal("Committed", await host.RunAsync(Enlisted(false) >> Outcome(), Hosts.Deadline));
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Enlisted(true).WithRetry(0), Hosts.Deadline));
        Assert.Equal("Aborted", await host.RunAsync(Outcome(), Hosts.Deadline));
    }

    [Fact]
    public async Task Middleware_of_flows_may_refuse_them_and_sees_their_tasks_and_their_handle()
    {
        await using var host = await StartAsync(static b => b
            .AddEnqueueMiddleware<Auditing>()
            .AddEnqueueMiddleware<RefusingFlows>(static f => f.Tasks.Contains("around.price")));
        var flow = await host.Client.EnqueueAsync(Seen() | SeenWith());
        await host.Client.SendAsync(Seen());
        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => host.Client.EnqueueAsync(Price(1)).AsTask());
        await Assert.ThrowsAsync<NotSupportedException>(() => host.Client.SendAsync(Price(1)).AsTask());
        Assert.Equal("No prices.", refused.Message);
        Assert.Equal([$"around.seen,around.seen-with {flow.FlowId}", "around.seen sent"], host.Services.GetRequiredService<Diary>().Lines);
    }

    [Fact]
    public async Task Middleware_of_flows_is_chosen_by_the_queues_of_their_steps()
    {
        await using var host = await StartAsync(static b => b.AddEnqueueMiddleware<Auditing>(static f => f.Queues.Contains("second")));
        await host.Client.SendAsync(Seen());
        await host.Client.SendAsync((Seen() | SeenWith()).OnQueue("second"));
        await host.Client.SendAsync(Seen() | SeenWith().OnQueue("second"));
        Assert.Equal(["around.seen,around.seen-with sent", "around.seen,around.seen-with sent"], host.Services.GetRequiredService<Diary>().Lines);
    }

    [Fact]
    public async Task Middleware_of_flows_that_does_not_go_on_or_goes_on_twice_is_told()
    {
        await using var host = await StartAsync(static b => b
            .AddEnqueueMiddleware<SilentFlows>(static f => !f.IsSent)
            .AddEnqueueMiddleware<DoublingFlows>());
        var silent = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.EnqueueAsync(Seen()).AsTask());
        Assert.Equal("The flow was not enqueued, because middleware (SilentFlows, DoublingFlows) did not call next, or did not wait for it. To refuse a flow, throw.", silent.Message);
        var twice = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.SendAsync(Seen()).AsTask());
        Assert.Equal("DoublingFlows called next twice: it would start the flow twice.", twice.Message);
    }

    private static Task<TaskTestHost> StartAsync(Action<TypedTasksBuilder> configure) => Hosts.StartAsync(b =>
    {
        b.Services.AddSingleton<Diary>().AddScoped<Marks>().AddScoped<Tenant>();
        configure(b);
    });

    private sealed class Outer(Diary diary, Marks marks) : ITaskMiddleware
    {
        public async ValueTask InvokeAsync(TaskInvocation invocation, Func<ValueTask> next)
        {
            diary.Lines.Add("outer in");
            marks.Text += "outer ";
            await next();
            diary.Lines.Add("outer out");
        }
    }

    private sealed class Inner(Diary diary) : ITaskMiddleware
    {
        public async ValueTask InvokeAsync(TaskInvocation invocation, Func<ValueTask> next)
        {
            diary.Lines.Add("inner in");
            invocation.Services.GetRequiredService<Marks>().Text += "inner ";
            await next();
            diary.Lines.Add("inner out");
        }
    }

    private sealed class Refusing(Diary diary) : ITaskMiddleware
    {
        public ValueTask InvokeAsync(TaskInvocation invocation, Func<ValueTask> next)
        {
            diary.Lines.Add($"{invocation.Route.Task} {invocation.Context.Attempt}");
            throw new NotSupportedException();
        }
    }

    private sealed class Silent : ITaskMiddleware
    {
        public ValueTask InvokeAsync(TaskInvocation invocation, Func<ValueTask> next) => ValueTask.CompletedTask;
    }

    private sealed class Doubling : ITaskMiddleware
    {
        public async ValueTask InvokeAsync(TaskInvocation invocation, Func<ValueTask> next)
        {
            await next();
            await next();
        }
    }

    private sealed class TenantHeader : IEnqueueMiddleware
    {
        public ValueTask InvokeAsync<TOut>(EnqueueInvocation<TOut> invocation, Func<ValueTask> next)
        {
            if (Tenant.Ambient.Value is { } tenant)
                invocation.Signature = invocation.Signature.WithHeader("tenant", tenant);
            return next();
        }
    }

    private sealed class TenantOfRun(Tenant tenant, Diary diary) : ITaskMiddleware
    {
        public async ValueTask InvokeAsync(TaskInvocation invocation, Func<ValueTask> next)
        {
            tenant.Id = Tenant.Ambient.Value = invocation.Context.Headers["tenant"];
            diary.Lines.Add(tenant.Id);
            await next();
        }
    }

    // The machine may know no culture but the invariant one: names stand for cultures of the test.
    private sealed class CultureHeader : IEnqueueMiddleware
    {
        public static AsyncLocal<string?> Current { get; } = new();

        public ValueTask InvokeAsync<TOut>(EnqueueInvocation<TOut> invocation, Func<ValueTask> next)
        {
            invocation.Signature = invocation.Signature.WithHeader("culture", Current.Value ?? "");
            return next();
        }
    }

    private sealed class CultureOfRun : ITaskMiddleware
    {
        public static Dictionary<string, CultureInfo> Known { get; } = new() { [""] = CultureInfo.InvariantCulture };

        public async ValueTask InvokeAsync(TaskInvocation invocation, Func<ValueTask> next)
        {
            CultureInfo.CurrentCulture = Known[invocation.Context.Headers["culture"]];
            await next();
        }
    }

    private sealed class InTransaction : ITaskMiddleware
    {
        public async ValueTask InvokeAsync(TaskInvocation invocation, Func<ValueTask> next)
        {
            using var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            await next();
            transaction.Complete();
        }
    }

    private sealed class Auditing(Diary diary) : IEnqueueMiddleware
    {
        public async ValueTask InvokeAsync<TOut>(EnqueueInvocation<TOut> invocation, Func<ValueTask> next)
        {
            Assert.Null(invocation.Handle);
            await next();
            diary.Lines.Add($"{string.Join(',', invocation.Tasks)} {(invocation.IsSent ? "sent" : invocation.Handle!.FlowId)}");
        }
    }

    private sealed class RefusingFlows : IEnqueueMiddleware
    {
        public ValueTask InvokeAsync<TOut>(EnqueueInvocation<TOut> invocation, Func<ValueTask> next) => throw new NotSupportedException("No prices.");
    }

    private sealed class SilentFlows : IEnqueueMiddleware
    {
        public ValueTask InvokeAsync<TOut>(EnqueueInvocation<TOut> invocation, Func<ValueTask> next) => ValueTask.CompletedTask;
    }

    private sealed class DoublingFlows : IEnqueueMiddleware
    {
        public async ValueTask InvokeAsync<TOut>(EnqueueInvocation<TOut> invocation, Func<ValueTask> next)
        {
            await next();
            await next();
        }
    }
}
