using Microsoft.Extensions.Logging;
using TypedTasks.ServiceBus.Sending;
using TypedTasks.Amqp.Security;
using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus;

namespace TypedTasks.Amqp.Links;

/// <summary>What every connection of one transport shares.</summary>
internal sealed class BrokerContext(
    ServiceBusConnectionString target, ITokenSource tokens, ServiceBusOptions options, ILogger log, TimeProvider time)
{
    public ServiceBusConnectionString Target { get; } = target;

    public ITokenSource Tokens { get; } = tokens;

    public ServiceBusOptions Options { get; } = options;

    public ILogger Log { get; } = log;

    public TimeProvider Time { get; } = time;

    public string Endpoint { get; } = target.ToString();

    public MessageLimits Limits { get; } = new();

    public BrokerFailure Failure { get; } = new(target.ToString(), target.IsEmulator);

    /// <summary>The name under which tokens are issued for an entity.</summary>
    public string Audience(string address) => $"sb://{Target.Host}/{address}";

    /// <summary>Waits for one answer of the broker, and not for ever.</summary>
    public async Task<T> AnswerAsync<T>(Task<T> answer, string doing, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.WaitAsync(Options.OperationTimeout, Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw Failure.OfTimeout(doing);
        }
    }

    public TimeSpan Backoff(int attempt) => Options.Backoff(attempt);

    public TransportException Lost(string doing) => Failure.Of(null, doing);
}
