using System.Collections.Concurrent;
using System.Text;
using TypedTasks.Generated;

namespace TypedTasks.Testing;

/// <summary>Stands before every task of the host: notes each run, and runs the fake where there is one.</summary>
internal sealed class StepWatch
{
    private readonly ConcurrentDictionary<string, TaskInvoker> fakes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);
    private readonly List<StepRun> runs = [];

    public IReadOnlyList<StepRun> Runs
    {
        get
        {
            lock (runs)
                return [.. runs];
        }
    }

    public TaskDefinition Wrap(TaskDefinition task, bool isImplemented)
    {
        known[task.Name] = true;
        // A contract may be faked where nothing implements it; else what implements it is watched.
        if (task.Invoker is null && isImplemented)
            return task;
        return new(task.Name, step => RunAsync(task, step))
        {
            Aliases = task.Aliases,
            Method = task.Method,
            Signature = task.Signature,
            Contract = task.Contract,
            Queue = task.Queue,
            MaxRetries = task.MaxRetries,
            RateLimit = task.RateLimit,
            MaxConcurrency = task.MaxConcurrency,
            SensitiveParameters = task.SensitiveParameters,
            IsResultSensitive = task.IsResultSensitive,
            NeedsServices = task.NeedsServices,
        };
    }

    /// <exception cref="ArgumentException">No such task is added.</exception>
    public void Fake(string task, TaskInvoker fake)
    {
        if (!known.ContainsKey(task))
        {
            throw new ArgumentException(
                $"The host has no task '{task}' to fake. Add its assembly in StartAsync with the generated Add…Tasks().", nameof(task));
        }

        fakes[task] = fake;
    }

    private ValueTask RunAsync(TaskDefinition task, StepInvocation step)
    {
        var context = step.Context;
        var input = step.Input.IsEmpty ? null : Encoding.UTF8.GetString(step.Input.Span);
        lock (runs)
            runs.Add(new(context.FlowId, context.Step, task.Name, context.Attempt, Encoding.UTF8.GetString(step.Given.Span), input));
        var invoker = fakes.TryGetValue(task.Name, out var fake) ? fake : task.Invoker;
        return invoker is not null
            ? invoker(step)
            : throw new InvalidOperationException(
                $"Nothing implements task '{task.Name}' ({task.Method}) in this host: add the assembly that does with its Add…Tasks(), or fake the task.");
    }
}
