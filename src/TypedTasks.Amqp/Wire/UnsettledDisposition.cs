using System.Runtime.CompilerServices;
using Amqp;
using Amqp.Framing;

namespace TypedTasks.Amqp.Wire;

/// <summary>
/// Settles a delivery without declaring it settled, so that the broker's answer is seen: a lost lock shows only there.
/// The public methods of the client library cannot; this is the one place that reaches behind them.
/// </summary>
internal static class UnsettledDisposition
{
    private const string Delivery = "Amqp.Delivery, Amqp.Net";

    /// <summary>Fails early, and in words, with a version of the client library that has other internals.</summary>
    public static void Check()
    {
        try
        {
            DisposeDelivery(null!, true, null!, new Accepted(), false);
        }
        catch (NullReferenceException)
        {
            // The method is there; it was called on nothing.
        }
        catch (MissingMemberException e)
        {
            throw Incompatible(e);
        }
        catch (TypeLoadException e)
        {
            throw Incompatible(e);
        }
    }

    /// <summary>Attaches the object that <see cref="ConnectionHandler"/> tells of the broker's answers.</summary>
    public static void Observe(Message message, ISettlementObserver observer) =>
        SetUserToken(GetDelivery(message)!, observer);

    /// <summary>Sends the outcome, unsettled.</summary>
    public static void Send(Session session, Message message, DeliveryState state) =>
        DisposeDelivery(session, true, GetDelivery(message)!, state, false);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Delivery")]
    [return: UnsafeAccessorType(Delivery)]
    private static extern object? GetDelivery(Message message);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_UserToken")]
    private static extern void SetUserToken([UnsafeAccessorType(Delivery)] object delivery, object? token);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "DisposeDelivery")]
    private static extern void DisposeDelivery(
        Session session, bool role, [UnsafeAccessorType(Delivery)] object delivery, DeliveryState state, bool settled);

    private static TransportException Incompatible(Exception inner) => new(
        "This version of AMQPNetLite cannot settle deliveries unsettled. Reference the version that TypedTasks.Amqp was built with.",
        inner)
    {
        IsTransient = false,
    };
}
