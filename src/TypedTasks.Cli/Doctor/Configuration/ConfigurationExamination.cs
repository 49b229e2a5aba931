using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TypedTasks.ServiceBus;

namespace TypedTasks.Cli.Doctor.Configuration;

/// <summary>Looks at what an application would run with: connection string, namespace, clock and queues. Nothing is changed.</summary>
internal sealed class ConfigurationExamination(TimeProvider time)
{
    private static readonly TimeSpan NoticedDrift = TimeSpan.FromSeconds(5);

    // Half of the lock that queues of tasks have: from there on locks are renewed too late.
    private static readonly TimeSpan WrongDrift = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<Finding>> RunAsync(
        string? connection, string? administration, IReadOnlyList<string> queues, IReadOnlyList<string> ordered, CancellationToken cancellationToken)
    {
        var text = ConnectionString(connection, administration);
        if (text.Verdict == Verdict.Wrong)
            return [text];
        var client = new ServiceBusAdministrationClient(administration ?? Target.AdministrationOf(connection!), new ServiceBusAdministrationClientOptions { Retry = { MaxRetries = 1 } });
        var found = new List<Finding> { text };
        try
        {
            var answer = await client.GetNamespacePropertiesAsync(cancellationToken);
            found.Add(new("C2", "The management API answers", Verdict.Fine, $"It is that of the namespace {answer.Value.Name}."));
            found.Add(Tier(answer.Value.MessagingSku));
            found.Add(Clock(answer.GetRawResponse()));
        }
        catch (Exception e) when (e is RequestFailedException or ServiceBusException or UnauthorizedAccessException or AggregateException)
        {
            found.Add(new("C2", "The management API answers", Verdict.Warning, Problem.Of(e))
            {
                Advice = "Settings cannot be looked at, here or at the start of a worker: give the key the right Manage, name the API with --administration, or see whether the broker runs.",
            });
            found.AddRange(await ReachAsync(connection!, [.. queues, .. ordered], cancellationToken));
            return found;
        }

        var look = new QueueExamination(client);
        foreach (var queue in queues)
            found.AddRange(await look.RunAsync(queue, isOrdered: false, cancellationToken));
        foreach (var queue in ordered)
            found.AddRange(await look.RunAsync(queue, isOrdered: true, cancellationToken));
        found.AddRange(await ReachAsync(connection!, [.. queues, .. ordered], cancellationToken));
        return found;
    }

    // The words are those of the start of a worker.
    private static Finding ConnectionString(string? connection, string? administration)
    {
        const string title = "The connection string can be read";
        var services = new ServiceCollection();
        services.AddTypedTasks().UseAmqp(options =>
        {
            options.ConnectionString = connection;
            options.AdministrationConnectionString = administration;
        });
        using var provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<ServiceBusOptions>>().Value;
            return new("C1", title, Verdict.Fine, "It has an endpoint and credentials.");
        }
        catch (OptionsValidationException e)
        {
            return new("C1", title, Verdict.Wrong, string.Join(' ', e.Failures));
        }
    }

    private static Finding Tier(MessagingSku tier) => tier == MessagingSku.Basic
        ? new("C3", "The tier has transactions and duplicate detection", Verdict.Wrong, "The namespace is of the tier Basic, which has neither.")
        {
            Advice = "Steps that are interrupted would run twice. Move to Standard, or accept it with UseTransactions = false and AllowDuplicates = true.",
        }
        : new("C3", "The tier has transactions and duplicate detection", Verdict.Fine, $"The namespace is of the tier {tier}.");

    private Finding Clock(Response answer)
    {
        const string title = "The clock here is that of the broker";
        if (answer.Headers.Date is not { } there)
            return new("C4", title, Verdict.Skipped, "The management API does not say what time it is.");
        var drift = (time.GetUtcNow() - there).Duration();
        var saw = $"They differ by {drift.TotalSeconds:F0} s, where HTTP tells a second.";
        return drift < NoticedDrift
            ? new("C4", title, Verdict.Fine, saw)
            : new("C4", title, drift < WrongDrift ? Verdict.Warning : Verdict.Wrong, saw) { Advice = "Set the clock by NTP: locks and tokens go by it." };
    }

    private static async Task<IReadOnlyList<Finding>> ReachAsync(string connection, IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        const string title = "The broker takes messages for the queues";
        if (queues.Count == 0)
            return [new("C5", title, Verdict.Skipped, "No queue was named: --queue, --ordered-queue or --project does.")];
        await using var client = new ServiceBusClient(connection, new ServiceBusClientOptions { RetryOptions = { MaxRetries = 0, TryTimeout = TimeSpan.FromSeconds(20) } });
        foreach (var queue in queues)
        {
            try
            {
                // It opens the link and sends nothing.
                await using var sender = client.CreateSender(queue);
                using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            }
            catch (Exception e) when (e is ServiceBusException or UnauthorizedAccessException)
            {
                return [new("C5", title, Verdict.Wrong, $"Queue '{queue}': {Problem.Of(e)}") { Advice = "See whether the broker runs, the port is open (5671), the key is current, and the queue is there." }];
            }
        }

        return [new("C5", title, Verdict.Fine, $"Links to {queues.Count} queues were opened; nothing was sent.")];
    }
}
