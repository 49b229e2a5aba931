using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Namespaces;

namespace TypedTasks.Emulator.Amqp;

/// <summary>The <c>$cbs</c> node: takes the tokens of a connection.</summary>
internal sealed class ClaimsNode(Connection connection) : IRequestHandler
{
    public const string Address = "$cbs";

    public Entities.MessageQueue? Entity => null;

    public Response Handle(Request request) => Answer(request) with { IsClaimsBased = true };

    private Response Answer(Request request)
    {
        if (request.Operation != "put-token")
            return Response.Failed(400, ErrorCondition.NotImplemented, $"The operation '{request.Operation}' is not supported.");
        if (request.Properties["name"] is not string audience || request.Body is not string token)
            return Response.Failed(400, ErrorCondition.ArgumentError, "A name and a token are required.");
        var claim = connection.Context.Key.Verify(token, audience, connection.Context.Broker.Time.GetUtcNow(), out var reason);
        if (claim is not null && connection.TryJoin(claim.KeyName))
        {
            return connection.Claims.Add(claim)
                ? new Response(202, "Accepted")
                : Response.Failed(403, ErrorCondition.ResourceLimitExceeded, "The connection holds too many tokens.");
        }

        if (claim is not null)
        {
            reason = connection.Context.At(claim.KeyName) is null
                ? NamespaceName.Unknown(claim.KeyName)
                : "The connection is in another namespace: its first token said in which.";
        }

        Log.TokenRefused(connection.Context.Logger, reason);
        return Response.Failed(401, ErrorCondition.UnauthorizedAccess, $"{reason} TrackingId:{Entities.Broker.Tracking()}");
    }
}
