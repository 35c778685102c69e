namespace EdgeGateway.Sensing.Nfc;

/// <summary>One tag as the technician's tool shows it.</summary>
/// <param name="Uid">Hex digits.</param>
/// <param name="DataBytes">What it holds; 0 when it has no memory for NDEF that can be read.</param>
/// <param name="Message">Null when there is no message on it.</param>
public sealed record TagReading(TagKind Kind, string Uid, int DataBytes, bool IsWritable, byte[]? Message);
