namespace TypedTasks.Amqp.Wire;

/// <summary>The error conditions of AMQP and Service Bus that the transport tells apart.</summary>
internal static class BrokerCondition
{
    public const string NotFound = "amqp:not-found";
    public const string Unauthorized = "amqp:unauthorized-access";
    public const string NotAllowed = "amqp:not-allowed";
    public const string InvalidField = "amqp:invalid-field";
    public const string NotImplemented = "amqp:not-implemented";
    public const string ConnectionForced = "amqp:connection:forced";
    public const string MessageSizeExceeded = "amqp:link:message-size-exceeded";
    public const string EntityDisabled = "com.microsoft:entity-disabled";
    public const string ArgumentError = "com.microsoft:argument-error";
    public const string ArgumentOutOfRange = "com.microsoft:argument-out-of-range";
    public const string MessageLockLost = "com.microsoft:message-lock-lost";
    public const string SessionLockLost = "com.microsoft:session-lock-lost";
    public const string Timeout = "com.microsoft:timeout";
    public const string MessageNotFound = "com.microsoft:message-not-found";
    public const string DeadLetter = "com.microsoft:dead-letter";

    /// <summary>Whether only a change of configuration or of the message mends it.</summary>
    public static bool IsPermanent(string? condition) => condition is NotFound or Unauthorized or NotAllowed or InvalidField
        or NotImplemented or MessageSizeExceeded or EntityDisabled or ArgumentError or ArgumentOutOfRange;

    /// <summary>Whether, as the answer to a settlement or a renewal, it says that the lock is gone.</summary>
    public static bool IsLockLost(string? condition) =>
        condition is MessageLockLost or SessionLockLost or MessageNotFound or NotFound;
}
