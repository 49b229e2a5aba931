namespace TypedTasks.Emulator.Codec;

/// <summary>The numeric descriptors of AMQP 1.0 that a broker meets.</summary>
internal static class Descriptor
{
    public const byte Open = 0x10;
    public const byte Begin = 0x11;
    public const byte Attach = 0x12;
    public const byte Flow = 0x13;
    public const byte Transfer = 0x14;
    public const byte Disposition = 0x15;
    public const byte Detach = 0x16;
    public const byte End = 0x17;
    public const byte Close = 0x18;
    public const byte Error = 0x1D;
    public const byte Received = 0x23;
    public const byte Accepted = 0x24;
    public const byte Rejected = 0x25;
    public const byte Released = 0x26;
    public const byte Modified = 0x27;
    public const byte Source = 0x28;
    public const byte Target = 0x29;
    public const byte Coordinator = 0x30;
    public const byte Declare = 0x31;
    public const byte Discharge = 0x32;
    public const byte Declared = 0x33;
    public const byte TransactionalState = 0x34;
    public const byte SaslMechanisms = 0x40;
    public const byte SaslInit = 0x41;
    public const byte SaslOutcome = 0x44;
    public const byte Header = 0x70;
    public const byte DeliveryAnnotations = 0x71;
    public const byte MessageAnnotations = 0x72;
    public const byte Properties = 0x73;
    public const byte ApplicationProperties = 0x74;
    public const byte Data = 0x75;
    public const byte AmqpSequence = 0x76;
    public const byte AmqpValue = 0x77;
    public const byte Footer = 0x78;
}
