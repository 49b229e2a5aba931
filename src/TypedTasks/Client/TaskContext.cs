using System.Collections.ObjectModel;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>What a task may know of its run. Take it as a parameter; it is not data.</summary>
public sealed class TaskContext
{
    private readonly Action<double, string?>? report;
    private readonly Func<ITaskClient>? client;
    private readonly JsonSerializerOptions? json;
    private readonly ChildNames children;

    internal TaskContext(
        string flowId,
        string step,
        int attempt,
        ILogger logger,
        Action<double, string?>? report,
        Func<ITaskClient>? client = null,
        IReadOnlyDictionary<string, string>? headers = null,
        JsonSerializerOptions? json = null,
        int? element = null)
    {
        this.json = json;
        children = new(flowId, step, element);
        Headers = headers ?? ReadOnlyDictionary<string, string>.Empty;
        this.client = client;
        FlowId = flowId;
        Step = step;
        Attempt = attempt;
        Logger = logger;
        this.report = report;
    }

    /// <summary>The flow.</summary>
    public string FlowId { get; }

    /// <summary>The path of the step in its plan, such as <c>0.2.1</c>; empty when the flow is this one step.</summary>
    public string Step { get; }

    /// <summary>The attempt, from 0; logs and traces, which people read, count from 1.</summary>
    public int Attempt { get; }

    /// <summary>What the caller said with <c>WithHeader</c>; empty when that was nothing.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>
    /// A logger of the category <c>TypedTasks.Task</c>. As with every logger that is used while the task runs, its lines are in a scope that names
    /// flow, step, task and attempt.
    /// </summary>
    public ILogger Logger { get; }

    /// <summary>
    /// Starts a flow of its own, which neither the end nor the cancellation of this one concerns. However often the step runs, in whatever order it
    /// starts its flows, each starts once: a run that is repeated (a later attempt, a redelivery, a retry of the flow) gets the handle of the flow that
    /// an earlier run has started with the same steps, options and arguments (<see cref="TaskHandle{TOut}.Existed"/>). Two equal ones of one run are two flows.
    /// <para>
    /// What changes from run to run, such as the time or a new GUID among the arguments, makes it another flow: name such a flow with the form that
    /// takes a key, or with <c>WithId</c>, which names it among all flows of the store.
    /// </para>
    /// </summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run.</param>
    /// <param name="cancellationToken">Gives up; the flow may then have been accepted or not. This run may ask for it again, and gets the same one.</param>
    /// <exception cref="TaskArgumentException">An argument cannot be written as JSON.</exception>
    /// <exception cref="FlowConflictException">The signature has an id (<c>WithId</c>) of a flow with another plan.</exception>
    /// <exception cref="StoreException">The store did not accept it, or nobody knows. This run may ask for it again, and gets the same one.</exception>
    public ValueTask<TaskHandle<TOut>> EnqueueAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return signature.Node.Options?.FlowId is null
            ? StartAsync(signature, null, cancellationToken)
            : Client.EnqueueAsync(signature, cancellationToken);
    }

    /// <summary>
    /// Starts a flow as the other form does, named by a key among the flows of this step: a run that is repeated gets the handle of the flow with the key, whatever
    /// its arguments are by then.
    /// </summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run, without <c>WithId</c>.</param>
    /// <param name="key">What tells it from the other flows that the step starts, such as the id of an order. It must be the same in each run, and is used once in a run.</param>
    /// <param name="cancellationToken">Gives up; the flow may then have been accepted or not. This run may ask for it again, and gets the same one.</param>
    /// <exception cref="ArgumentException">The key is empty, or the signature has an id.</exception>
    /// <exception cref="InvalidOperationException">This run has started a flow with the key already.</exception>
    /// <exception cref="TaskArgumentException">An argument cannot be written as JSON.</exception>
    /// <exception cref="StoreException">The store did not accept it, or nobody knows. This run may ask for it again, and gets the same one.</exception>
    public ValueTask<TaskHandle<TOut>> EnqueueAsync<TOut>(
        ISignature<TOut> signature, string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        WholeText.Check(key);
        if (signature.Node.Options?.FlowId is { } id)
            throw new ArgumentException($"The signature has an id, WithId(\"{id}\"), and a key: use one of them.", nameof(key));
        return StartAsync(signature, key, cancellationToken);
    }

    /// <summary>Starts a partial signature with its input as a flow of its own, as the other form does.</summary>
    /// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run.</param>
    /// <param name="input">What it misses.</param>
    /// <param name="cancellationToken">Gives up; the flow may then have been accepted or not.</param>
    /// <exception cref="StoreException">The store did not accept it, or nobody knows.</exception>
    public ValueTask<TaskHandle<TOut>> EnqueueAsync<TIn, TOut>(
        ISignature<TIn, TOut> signature, TIn input, CancellationToken cancellationToken = default) =>
        EnqueueAsync(Signature.Bind(signature, input), cancellationToken);

    /// <summary>Starts a partial signature with its input as a flow of its own, named by a key among the flows of this step.</summary>
    /// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run, without <c>WithId</c>.</param>
    /// <param name="input">What it misses.</param>
    /// <param name="key">What tells it from the other flows that the step starts. It must be the same in each run, and is used once in a run.</param>
    /// <param name="cancellationToken">Gives up; the flow may then have been accepted or not.</param>
    /// <exception cref="ArgumentException">The key is empty, or the signature has an id.</exception>
    /// <exception cref="InvalidOperationException">This run has started a flow with the key already.</exception>
    /// <exception cref="StoreException">The store did not accept it, or nobody knows.</exception>
    public ValueTask<TaskHandle<TOut>> EnqueueAsync<TIn, TOut>(
        ISignature<TIn, TOut> signature, TIn input, string key, CancellationToken cancellationToken = default) =>
        EnqueueAsync(Signature.Bind(signature, input), key, cancellationToken);

    /// <summary>Says how far the step is. It is written behind and may be lost.</summary>
    /// <param name="fraction">0 to 1; what lies outside is brought inside.</param>
    /// <param name="text">What a person would like to know, or null.</param>
    public void ReportProgress(double fraction, string? text = null) =>
        report?.Invoke(double.IsNaN(fraction) ? 0 : Math.Clamp(fraction, 0, 1), text);

    private ITaskClient Client => client is null ? throw WithoutClient() : client();

    // The order of calls is the order of numbers: all up to the client runs before the first wait.
    private async ValueTask<TaskHandle<TOut>> StartAsync<TOut>(ISignature<TOut> signature, string? key, CancellationToken cancellationToken)
    {
        var name = key is null ? children.Take(ChildNames.IdentityOf(signature.Node, json ?? throw WithoutClient())) : children.TakeKey(key);
        try
        {
            var named = (ISignature<TOut>)(ISignature)((Signature)(ISignature)signature).AsChild(name.FlowId);
            return await Client.EnqueueAsync(named, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            children.GiveBack(name);
            throw;
        }
    }

    private static InvalidOperationException WithoutClient() => new("This context was made without a client.");
}
