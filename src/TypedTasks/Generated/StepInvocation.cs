using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Generated;

/// <summary>One run of a step, as generated code sees it: where arguments and services come from and the result goes to.</summary>
public sealed class StepInvocation
{
    private readonly StepCall step;
    private readonly IServiceProvider? services;
    private readonly IStepRun run;
    private readonly TaskDefinition definition;

    internal StepInvocation(
        StepCall step, FlowValue input, IStepRun run, IServiceProvider? services, JsonSerializerOptions json, TaskDefinition definition)
    {
        this.step = step;
        this.definition = definition;
        Input = input.Json;
        this.services = services;
        Json = json;
        this.run = run;
    }

    /// <summary>What the task may know of its run.</summary>
    public TaskContext Context => run.Context;

    /// <summary>Fires when the attempt should end: time-out, cancellation, lost lock, or the worker stops.</summary>
    public CancellationToken CancellationToken => run.CancellationToken;

    internal ReadOnlyMemory<byte> Result { get; private set; }

    /// <summary>The plan that takes the place of the step; empty when there is a result.</summary>
    internal ReadOnlyMemory<byte> Plan { get; private set; }

    /// <summary>Whether a step of that plan has a priority.</summary>
    internal bool HasPriorities { get; private set; }

    /// <summary>Whether a step of that plan has an ordering key.</summary>
    internal bool HasOrderingKeys { get; private set; }

    /// <summary>What the step before yielded, empty where the step takes nothing.</summary>
    internal ReadOnlyMemory<byte> Input { get; }

    /// <summary>The arguments that the signature gave, as a JSON object in the order of the parameters.</summary>
    internal ReadOnlyMemory<byte> Given => ((RawArguments)step.Arguments).Json;

    /// <summary>How many leading parameters the input fills.</summary>
    internal int Missing => step.Missing;

    internal JsonSerializerOptions Json { get; }

    /// <summary>Reads a required argument, from the input of the step or from what was given in the signature.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="position">Its position among the data parameters, from 0.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="TaskArgumentException">It is missing, null, or not a <typeparamref name="T"/>.</exception>
    public T Argument<T>(int position, string name) => Arguments.Required<T>(position, name, allowNull: false);

    /// <summary>Reads a required argument that may be null.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="position">Its position among the data parameters, from 0.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="TaskArgumentException">It is missing, or is not a <typeparamref name="T"/>.</exception>
    public T? ArgumentOrNull<T>(int position, string name) => Arguments.Required<T>(position, name, allowNull: true);

    /// <summary>Reads an optional argument.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="position">Its position among the data parameters, from 0: in messages that were written before it had a default, the input may fill it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="defaultValue">The value when it was not given.</param>
    /// <exception cref="TaskArgumentException">It is not a <typeparamref name="T"/>.</exception>
    public T Argument<T>(int position, string name, T defaultValue) => Arguments.Optional(position, name, defaultValue);

    /// <summary>Gets a service from the scope of the step.</summary>
    /// <typeparam name="T">The type of the service.</typeparam>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public T Service<T>()
        where T : notnull =>
        Services.GetRequiredService<T>();

    /// <summary>Gets a keyed service from the scope of the step.</summary>
    /// <typeparam name="T">The type of the service.</typeparam>
    /// <param name="key">The key.</param>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public T Service<T>(object? key)
        where T : notnull =>
        Services.GetRequiredKeyedService<T>(key);

    /// <summary>Gets a service from the scope of the step, or null when it is not registered.</summary>
    /// <typeparam name="T">The type of the service.</typeparam>
    public T? OptionalService<T>() => Services.GetService<T>();

    /// <summary>The queue of a task, where the application says it.</summary>
    internal Func<string, string?>? Route { get; init; }

    /// <summary>Hands over the signature that takes the place of the step; its result is the step's result.</summary>
    /// <param name="signature">The signature.</param>
    /// <exception cref="TaskResultException">It is null, or an argument of it cannot be written as JSON.</exception>
    public void Replace(ISignature signature)
    {
        if (signature is null)
            throw new TaskResultException($"Task '{step.Name}' returned no signature.");
        try
        {
            RootOptions.Check(signature.Node, isReturned: true);
            Plan = PlanWriter.Write(PlanCompiler.Compile(signature.Node, Route), Json);
            HasPriorities = PlanWalk.HasPriorities(signature.Node);
            HasOrderingKeys = PlanWalk.HasOrderingKeys(signature.Node);
        }
        catch (InvalidOperationException e)
        {
            throw new TaskResultException($"The signature that task '{step.Name}' returned cannot be run: {e.Message}", e);
        }
        catch (TaskArgumentException e)
        {
            throw new TaskResultException($"The signature that task '{step.Name}' returned cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Hands over the result.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="value">The result.</param>
    /// <exception cref="TaskResultException">It cannot be written as JSON.</exception>
    public void Return<T>(T value)
    {
        try
        {
            var buffer = JsonBuffer.Rent();
            JsonSerializer.Serialize(buffer.Writer, value, (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T)));
            Result = buffer.ToArrayAndReturn();
        }
        catch (Exception) when (definition.IsResultSensitive)
        {
            throw new TaskResultException(
                $"The result of task '{step.Name}', {TypeNames.Of(typeof(T))}, cannot be written as JSON. It is marked [Sensitive], so nothing more is told.");
        }
        catch (Exception e)
        {
            // Getters and converters of the user's types run here, and may throw anything.
            throw new TaskResultException(
                $"The result of task '{step.Name}', {TypeNames.Of(typeof(T))}, cannot be written as JSON: {ExceptionText.MessageOf(e)}", e);
        }
    }

    /// <summary>Ends a run that yields nothing.</summary>
    public ValueTask Completed()
    {
        Return(Unit.Value);
        return default;
    }

    /// <summary>Hands over the result of a run that has ended.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="value">The result.</param>
    /// <exception cref="TaskResultException">It cannot be written as JSON.</exception>
    public ValueTask Completed<T>(T value)
    {
        Return(value);
        return default;
    }

    /// <summary>Ends the run when the task has ended.</summary>
    /// <param name="task">What the method returned.</param>
    public async ValueTask CompletedAsync(Task task)
    {
        await Running(task).ConfigureAwait(false);
        Return(Unit.Value);
    }

    /// <inheritdoc cref="CompletedAsync(Task)"/>
    public async ValueTask CompletedAsync(ValueTask task)
    {
        await task.ConfigureAwait(false);
        Return(Unit.Value);
    }

    /// <summary>Hands over what the task yields.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="task">What the method returned.</param>
    /// <exception cref="TaskResultException">The result cannot be written as JSON.</exception>
    public async ValueTask CompletedAsync<T>(Task<T> task) => Return(await Running(task).ConfigureAwait(false));

    /// <inheritdoc cref="CompletedAsync{T}(Task{T})"/>
    public async ValueTask CompletedAsync<T>(ValueTask<T> task) => Return(await task.ConfigureAwait(false));

    /// <summary>Hands over the signature that takes the place of the step, as <see cref="Replace"/> does.</summary>
    /// <param name="signature">The signature.</param>
    /// <exception cref="TaskResultException">It is null, or an argument of it cannot be written as JSON.</exception>
    public ValueTask Replaced(ISignature signature)
    {
        Replace(signature);
        return default;
    }

    /// <summary>Hands over the signature that the task yields, as <see cref="Replace"/> does.</summary>
    /// <typeparam name="T">The type of the signature.</typeparam>
    /// <param name="task">What the method returned.</param>
    /// <exception cref="TaskResultException">The signature is null, or an argument of it cannot be written as JSON.</exception>
    public async ValueTask ReplacedAsync<T>(Task<T> task)
        where T : ISignature =>
        Replace(await Running(task).ConfigureAwait(false));

    /// <inheritdoc cref="ReplacedAsync{T}(Task{T})"/>
    public async ValueTask ReplacedAsync<T>(ValueTask<T> task)
        where T : ISignature =>
        Replace(await task.ConfigureAwait(false));

    private T Running<T>(T task)
        where T : Task? =>
        task ?? throw new TaskResultException($"Task '{step.Name}' returned null where it should have returned a Task.");

    private ArgumentReader Arguments => new(step, Input, Json, definition.SensitiveParameters);

    private IServiceProvider Services =>
        services ?? throw new InvalidOperationException($"Task '{step.Name}' was registered without NeedsServices.");
}
