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

    internal StepInvocation(
        StepCall step, FlowValue input, IStepRun run, IServiceProvider? services, JsonSerializerOptions json)
    {
        this.step = step;
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
            Plan = PlanWriter.Write(PlanCompiler.Compile(signature.Node), Json);
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
            Result = JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T)));
        }
        catch (Exception e)
        {
            // Getters and converters of the user's types run here, and may throw anything.
            throw new TaskResultException(
                $"The result of task '{step.Name}' cannot be written as JSON: {TypeNames.Of(typeof(T))} {ExceptionText.MessageOf(e)}", e);
        }
    }

    private ArgumentReader Arguments => new(step, Input, Json);

    private IServiceProvider Services =>
        services ?? throw new InvalidOperationException($"Task '{step.Name}' was registered without NeedsServices.");
}
