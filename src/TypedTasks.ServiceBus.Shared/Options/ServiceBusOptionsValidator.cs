using Microsoft.Extensions.Options;

namespace TypedTasks.ServiceBus;

/// <summary>Says at start what is wrong with the options, never what the secret in them is.</summary>
internal sealed class ServiceBusOptionsValidator : IValidateOptions<ServiceBusOptions>
{
    // The broker's own limit.
    private const int MaxTransactionSize = 100;

    public ValidateOptionsResult Validate(string? name, ServiceBusOptions options)
    {
        var failures = new List<string>();
        try
        {
            ServiceBusConnectionString.Of(options);
            if (options.AdministrationConnectionString is { } administration)
                ServiceBusConnectionString.Parse(administration);
        }
        catch (FormatException e)
        {
            failures.Add(e.Message);
        }

        Positive(options.SendTimeout, nameof(options.SendTimeout), failures);
        Positive(options.OperationTimeout, nameof(options.OperationTimeout), failures);
        Positive(options.ReconnectDelay, nameof(options.ReconnectDelay), failures);
        Positive(options.TokenLifetime, nameof(options.TokenLifetime), failures);
        if (options.SilenceLimit != Timeout.InfiniteTimeSpan)
            Positive(options.SilenceLimit, nameof(options.SilenceLimit), failures);
        if (options.MaxReconnectDelay < options.ReconnectDelay)
            failures.Add($"ServiceBusOptions.{nameof(options.MaxReconnectDelay)} must not be less than {nameof(options.ReconnectDelay)}.");
        Between(options.MaxTransfersInFlight, 1, 10_000, nameof(options.MaxTransfersInFlight), failures);
        Between(options.MaxTransactionsInFlight, 1, 100, nameof(options.MaxTransactionsInFlight), failures);
        Between(options.MaxMessagesPerTransaction, 2, MaxTransactionSize, nameof(options.MaxMessagesPerTransaction), failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Positive(TimeSpan value, string name, List<string> failures)
    {
        if (value <= TimeSpan.Zero)
            failures.Add($"ServiceBusOptions.{name} must be more than zero.");
    }

    private static void Between(int value, int least, int most, string name, List<string> failures)
    {
        if (value < least || value > most)
            failures.Add($"ServiceBusOptions.{name} must be from {least} to {most}, not {value}.");
    }
}
