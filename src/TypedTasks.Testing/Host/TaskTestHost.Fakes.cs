using TypedTasks.Generated;
using TypedTasks.Plans;

namespace TypedTasks.Testing;

/// <content>Fakes for single tasks. A fake replaces the method alone: messages, retries and joins are as always.</content>
public sealed partial class TaskTestHost
{
    /// <summary>Lets a task yield a value, whatever it is given.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="task">A call of the task; its arguments do not matter.</param>
    /// <param name="result">The value.</param>
    /// <exception cref="ArgumentException">It is no single call, or the host does not have the task.</exception>
    public void Fake<TOut>(ISignature<TOut> task, TOut result) => Fake(task, _ => result);

    /// <summary>Replaces the method of a task.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="task">A call of the task; its arguments do not matter.</param>
    /// <param name="fake">Runs instead. It may throw.</param>
    /// <exception cref="ArgumentException">It is no single call, or the host does not have the task.</exception>
    public void Fake<TOut>(ISignature<TOut> task, Func<StepInvocation, TOut> fake)
    {
        ArgumentNullException.ThrowIfNull(fake);
        FakeResult(Step(task).Name, fake);
    }

    /// <summary>Lets a task yield a value, whatever it is given.</summary>
    /// <typeparam name="TIn">What the partial call misses.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="task">A partial call of the task; its arguments do not matter.</param>
    /// <param name="result">The value.</param>
    /// <exception cref="ArgumentException">It is no single call, or the host does not have the task.</exception>
    public void Fake<TIn, TOut>(ISignature<TIn, TOut> task, TOut result) => FakeResult(Step(task).Name, _ => result);

    /// <summary>Replaces the method of a task.</summary>
    /// <typeparam name="TIn">The type of the first parameter.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="task">A partial call that misses the first parameter; its arguments do not matter.</param>
    /// <param name="fake">Runs instead, with the first argument, wherever a step gets it from. It may throw.</param>
    /// <exception cref="ArgumentException">It is no single call, it misses more, or the host does not have the task.</exception>
    public void Fake<TIn, TOut>(ISignature<TIn, TOut> task, Func<TIn, TOut> fake)
    {
        ArgumentNullException.ThrowIfNull(fake);
        FakeResult(Step(task, 1), step => fake(LeadingArguments.Read<TIn>(step, 0)));
    }

    /// <summary>Replaces the method of a task.</summary>
    /// <typeparam name="T1">The type of parameter 1.</typeparam>
    /// <typeparam name="T2">The type of parameter 2.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="task">A partial call that misses the first two parameters; its arguments do not matter.</param>
    /// <param name="fake">Runs instead, with the first two arguments, wherever a step gets them from. It may throw.</param>
    /// <exception cref="ArgumentException">It is no single call, or the host does not have the task.</exception>
    public void Fake<T1, T2, TOut>(ISignature<(T1, T2), TOut> task, Func<T1, T2, TOut> fake)
    {
        ArgumentNullException.ThrowIfNull(fake);
        FakeResult(Step(task, 2), step => fake(LeadingArguments.Read<T1>(step, 0), LeadingArguments.Read<T2>(step, 1)));
    }

    /// <summary>Replaces the method of a task.</summary>
    /// <typeparam name="T1">The type of parameter 1.</typeparam>
    /// <typeparam name="T2">The type of parameter 2.</typeparam>
    /// <typeparam name="T3">The type of parameter 3.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="task">A partial call that misses the first three parameters; its arguments do not matter.</param>
    /// <param name="fake">Runs instead, with the first three arguments, wherever a step gets them from. It may throw.</param>
    /// <exception cref="ArgumentException">It is no single call, or the host does not have the task.</exception>
    public void Fake<T1, T2, T3, TOut>(ISignature<(T1, T2, T3), TOut> task, Func<T1, T2, T3, TOut> fake)
    {
        ArgumentNullException.ThrowIfNull(fake);
        FakeResult(Step(task, 3), step => fake(
            LeadingArguments.Read<T1>(step, 0),
            LeadingArguments.Read<T2>(step, 1),
            LeadingArguments.Read<T3>(step, 2)));
    }

    /// <summary>Replaces the method of a task.</summary>
    /// <typeparam name="T1">The type of parameter 1.</typeparam>
    /// <typeparam name="T2">The type of parameter 2.</typeparam>
    /// <typeparam name="T3">The type of parameter 3.</typeparam>
    /// <typeparam name="T4">The type of parameter 4.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="task">A partial call that misses the first four parameters; its arguments do not matter.</param>
    /// <param name="fake">Runs instead, with the first four arguments, wherever a step gets them from. It may throw.</param>
    /// <exception cref="ArgumentException">It is no single call, or the host does not have the task.</exception>
    public void Fake<T1, T2, T3, T4, TOut>(ISignature<(T1, T2, T3, T4), TOut> task, Func<T1, T2, T3, T4, TOut> fake)
    {
        ArgumentNullException.ThrowIfNull(fake);
        FakeResult(Step(task, 4), step => fake(
            LeadingArguments.Read<T1>(step, 0),
            LeadingArguments.Read<T2>(step, 1),
            LeadingArguments.Read<T3>(step, 2),
            LeadingArguments.Read<T4>(step, 3)));
    }

    /// <summary>Replaces the method of a task by one that may wait, reads any argument, and hands its result to <see cref="StepInvocation.Return"/>.</summary>
    /// <param name="task">The name of the task.</param>
    /// <param name="fake">Runs instead. It may throw.</param>
    /// <exception cref="ArgumentException">The host does not have the task.</exception>
    public void Fake(string task, TaskInvoker fake)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(fake);
        steps.Fake(task, fake);
    }

    /// <summary>The runs of one task, in order.</summary>
    /// <param name="task">A call of the task, complete or partial; its arguments do not matter.</param>
    /// <exception cref="ArgumentException">It is no single call.</exception>
    public IReadOnlyList<StepRun> RunsOf(ISignature task)
    {
        var name = Step(task).Name;
        return [.. steps.Runs.Where(r => r.Task == name)];
    }

    private void FakeResult<TOut>(string task, Func<StepInvocation, TOut> fake) => Fake(task, step =>
    {
        step.Return(fake(step));
        return ValueTask.CompletedTask;
    });

    private static string Step(ISignature task, int missing)
    {
        var step = Step(task);
        return step.Missing == missing
            ? step.Name
            : throw new ArgumentException(
                $"The call of '{step.Name}' misses {step.Missing} arguments: take them one by one, (a, b) => …, or leave out as many as the fake takes.",
                nameof(task));
    }

    private static StepCall Step(ISignature task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Node.Call
            ?? throw new ArgumentException($"'{task}' is no single task: name one call, such as Resize(photo, 200).", nameof(task));
    }
}
