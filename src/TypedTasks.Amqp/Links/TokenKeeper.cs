using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;
using TypedTasks.Amqp.Security;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.Amqp.Links;

/// <summary>Puts tokens on the node <c>$cbs</c> of a connection and puts a new one when 80 % of a token's life are over.</summary>
internal sealed class TokenKeeper : IAsyncDisposable
{
    private readonly BrokerContext context;
    private readonly RequestChannel channel;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> audiences = new(StringComparer.Ordinal);

    private TokenKeeper(BrokerContext context, RequestChannel channel)
    {
        this.context = context;
        this.channel = channel;
    }

    public static async Task<TokenKeeper> OpenAsync(
        BrokerContext context, BrokerConnection connection, CancellationToken cancellationToken) =>
        new(context, await RequestChannel.OpenAsync(context, connection, "$cbs", cancellationToken).ConfigureAwait(false));

    public async Task AuthorizeAsync(string address, CancellationToken cancellationToken)
    {
        var audience = context.Audience(address);
        var entry = audiences.GetOrAdd(audience, _ => new(() => StartAsync(audience, address)));
        try
        {
            await entry.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException)
        {
            audiences.TryRemove(new(audience, entry));
            throw;
        }
    }

    /// <summary>Whether a token for an entity was put before.</summary>
    public bool Knows(string address) => audiences.ContainsKey(context.Audience(address));

    /// <summary>Puts a new token, whatever the one before is worth.</summary>
    public Task PutAgainAsync(string address) => PutAsync(context.Audience(address), address);

    public async ValueTask DisposeAsync() => await stop.CancelAsync().ConfigureAwait(false);

    private async Task StartAsync(string audience, string address)
    {
        var expiresAt = await PutAsync(audience, address).ConfigureAwait(false);
        _ = RenewAsync(audience, address, expiresAt);
    }

    private async Task RenewAsync(string audience, string address, DateTimeOffset expiresAt)
    {
        var attempt = 0;
        try
        {
            while (true)
            {
                var rest = expiresAt - context.Time.GetUtcNow();
                if (attempt == 0 && rest > TimeSpan.FromDays(30))
                    return;
                var pause = attempt == 0 ? rest * 0.8 : context.Backoff(attempt);
                await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, context.Time, stop.Token).ConfigureAwait(false);
                try
                {
                    var next = await PutAsync(audience, address).ConfigureAwait(false);
                    // A credential may hand out the token it has until that is nearly over.
                    attempt = next > expiresAt ? 0 : attempt + 1;
                    expiresAt = next;
                }
                catch (TransportException e)
                {
                    TransportLog.TokenNotRenewed(context.Log, address, context.Endpoint, e);
                    attempt++;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The connection is being closed.
            return;
        }
    }

    private async Task<DateTimeOffset> PutAsync(string audience, string address)
    {
        var token = await GetTokenAsync(audience).ConfigureAwait(false);

        var request = new Message
        {
            ApplicationProperties = new(),
            BodySection = new AmqpValue { Value = token.Value },
        };
        request.ApplicationProperties["operation"] = "put-token";
        request.ApplicationProperties["type"] = context.Tokens.TokenType;
        request.ApplicationProperties["name"] = audience;
        request.ApplicationProperties["expiration"] = token.ExpiresAt.UtcDateTime;
        var response = await channel.RequestAsync(request, CancellationToken.None).ConfigureAwait(false);
        if (response.Status is >= 200 and < 300)
            return token.ExpiresAt;
        throw context.Failure.Of(response.ToError(), "Authorisation", address);
    }

    private async Task<BrokerToken> GetTokenAsync(string audience)
    {
        try
        {
            return await context.Tokens.GetTokenAsync(audience, stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not TransportException)
        {
            throw new TransportException($"No token for {audience} could be had: {e.Message}", e);
        }
    }
}
