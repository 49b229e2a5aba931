using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TypedTasks;
using TypedTasks.Hosting.Alerts;
using TypedTasks.Hosting.Upkeep;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says who is told of flows that fail, are late or quiet.</summary>
public static class TypedTasksAlertExtensions
{
    /// <summary>
    /// Starts a flow when one has failed for good; of those that fail in the same way (<see cref="FlowAlert.Fingerprint"/>) at most one in <see cref="AlertOptions.Every"/>. Say it in every process that has the tasks of the hook: each
    /// looks every five seconds, and one of them tells. The store, which is needed, is what is looked at, so nothing is lost while no process runs; what is a day old, or older than flows are kept, is told no more.
    /// </summary>
    /// <typeparam name="TOut">The type of the result of the flow that tells.</typeparam>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="compose">What tells; <c>WithId</c> and <c>Unique</c> are refused. Of flows that tell and fail nobody is told.</param>
    /// <param name="configure">How often.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="AlertOptions.Every"/> is out of its range.</exception>
    public static TypedTasksBuilder OnFailed<TOut>(this TypedTasksBuilder builder, Func<FlowAlert, ISignature<TOut>> compose, Action<AlertOptions>? configure = null) =>
        builder.Add(AlertKind.Failed, compose, configure);

    /// <summary>Starts a flow when one runs longer than it was expected to (<c>Expect(within)</c>); otherwise as <see cref="OnFailed{TOut}"/>, where flows of one name are alike.</summary>
    /// <inheritdoc cref="OnFailed{TOut}"/>
    public static TypedTasksBuilder OnLate<TOut>(this TypedTasksBuilder builder, Func<FlowAlert, ISignature<TOut>> compose, Action<AlertOptions>? configure = null) =>
        builder.Add(AlertKind.Late, compose, configure);

    /// <summary>Starts a flow when nothing was heard of one although something should have been (<c>TypedTasksOptions.QuietAfter</c>); otherwise as <see cref="OnFailed{TOut}"/>, where flows of one name are alike.</summary>
    /// <inheritdoc cref="OnFailed{TOut}"/>
    public static TypedTasksBuilder OnQuiet<TOut>(this TypedTasksBuilder builder, Func<FlowAlert, ISignature<TOut>> compose, Action<AlertOptions>? configure = null) =>
        builder.Add(AlertKind.Quiet, compose, configure);

    /// <summary>
    /// Posts failed, late and quiet flows as JSON to an address: <c>{"text": …, "kind": "failed", "flowId": …, …}</c>, whose <c>text</c> Slack and Teams show as it stands. It is a task of a worker, <c>typedtasks.webhook</c>: an
    /// answer other than success is retried like a failed run. In configuration <c>TypedTasks:Webhook:Url</c>, <c>Secret</c> and <c>Every</c>, which come after what is said here.
    /// </summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="configure">The address, and how often.</param>
    public static TypedTasksBuilder AddAlertWebhook(this TypedTasksBuilder builder, Action<AlertWebhookOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<AlertWebhookOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        if (services.Any(static s => s.ServiceType == typeof(WebhookHooks)))
            return builder;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<AlertWebhookOptions>, ConfiguredWebhook>(static s => new(s.GetService<IConfiguration>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AlertWebhookOptions>, AlertWebhookOptionsValidator>());
        services.AddHttpClient(Webhook.HttpClientName);
        services.AddSingleton<Webhook>();
        services.AddSingleton<WebhookHooks>();
        foreach (var kind in Enum.GetValues<AlertKind>())
            services.AddSingleton<AlertHook>(s => s.GetRequiredService<WebhookHooks>().Of(kind));
        builder.AddJob();
        return builder.AddRegistry(WebhookTask.Instance);
    }

    private static TypedTasksBuilder Add<TOut>(this TypedTasksBuilder builder, AlertKind kind, Func<FlowAlert, ISignature<TOut>> compose, Action<AlertOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(compose);
        var options = new AlertOptions();
        configure?.Invoke(options);

        // Told where it is written, and not when the host starts.
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Every, AlertOptions.Shortest, nameof(AlertOptions.Every));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Every, AlertOptions.Longest, nameof(AlertOptions.Every));
        builder.Services.AddSingleton<AlertHook>(new AlertHook<TOut>(kind, options.Every, compose));
        builder.AddJob();
        return builder;
    }

    private static void AddJob(this TypedTasksBuilder builder)
    {
        builder.Services.TryAddSingleton<AlertReader>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, AlertJob>());
    }
}
