namespace NATS.NKeys;

/// <summary>A key is not what it should be.</summary>
/// <param name="message">What is wrong with it. The key itself is never quoted.</param>
/// <param name="innerException">What caused it, or null.</param>
public class NKeysException(string message, Exception? innerException = null) : Exception(message, innerException);
