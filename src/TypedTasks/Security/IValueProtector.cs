namespace TypedTasks.Security;

/// <summary>
/// Makes values unreadable for whoever has no key: with one registered (<c>UseValueProtector</c>), the bodies of messages go to the broker protected, and so does what the
/// store keeps of plans, arguments, results, failures and progress texts. All processes of a system need one that reads what the others write. Several threads call it at
/// once, on the way of every message: it should answer from memory.
/// </summary>
public interface IValueProtector
{
    /// <summary>Protects a value. The same value may come out another way each time.</summary>
    /// <param name="clear">The value, of 0 bytes or more; a message has up to some hundred kilobytes, a value in the store may have many megabytes.</param>
    /// <returns>The protected bytes, in any form. A few hundred bytes more than the value are expected; what fits into a message is counted by a sample.</returns>
    /// <exception cref="Exception">It cannot be done now: whoever writes the value tries again later.</exception>
    byte[] Protect(ReadOnlySpan<byte> clear);

    /// <summary>Gives back what was protected.</summary>
    /// <param name="hidden">What <see cref="Protect"/> returned, here or in another process.</param>
    /// <returns>The value, byte for byte.</returns>
    /// <exception cref="Exception">
    /// The bytes were altered, or their key is not here; usually a <see cref="System.Security.Cryptography.CryptographicException"/>. Its message is told in logs and
    /// dead-letter reasons, so it holds neither keys nor values.
    /// </exception>
    byte[] Unprotect(ReadOnlySpan<byte> hidden);
}
