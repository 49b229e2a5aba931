namespace TypedTasks.Amqp.Security;

/// <summary>Makes or fetches the tokens that open the broker's entities.</summary>
internal interface ITokenSource
{
    /// <summary>The kind of token, as <c>put-token</c> names it.</summary>
    string TokenType { get; }

    ValueTask<BrokerToken> GetTokenAsync(string audience, CancellationToken cancellationToken);
}
