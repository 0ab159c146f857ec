import { useState, type ReactNode } from 'react';
import { copyText } from '../device/clipboard';

interface CopyProps {
  value: string;
  children: (state: { copied: boolean; copy: () => void }) => ReactNode;
}

/** Copies a text, also over plain http. Shows `copied` only when the clipboard has it. */
export function CopyButton({ value, children }: CopyProps) {
  const [copied, setCopied] = useState(false);
  return children({ copied, copy: () => void copyText(value).then(setCopied) });
}
